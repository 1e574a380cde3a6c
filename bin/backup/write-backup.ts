import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, rmdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { Client } from "pg";
import { readVersion } from "@/lib/version";
import { Trouble } from "../stack/step";
import { copyHashed, listFiles } from "./copy-artifacts";
import { type Manifest, writeManifest } from "./manifest";
import { quoted, readMigrations, readSequences, readTables } from "./read-tables";
import { verifyBackup } from "./verify-backup";
import { writeRows } from "./write-rows";

/** Where a portal keeps what is not in its database. */
export interface Portal {
  client: Client;
  dataDirectory: string;
}

/**
 * Writes a backup, reads it again, and gives it its name last: a folder of that name is a whole one. The database is read in one snapshot,
 * so that the portal may go on meanwhile.
 * @throws Trouble where the folder is taken, or what was written does not read back
 */
export async function writeBackup({ client, dataDirectory }: Portal, target: string): Promise<Manifest> {
  const folder = resolve(target);
  if (existsSync(folder) && (await readdir(folder)).length > 0)
    throw new Trouble(`${folder} is not empty. Name a folder that is not there yet, for example one with today's date.`);
  const unfinished = `${folder}.unfinished`;
  if (existsSync(unfinished))
    throw new Trouble(`${unfinished} is there: another backup is being written, or one was interrupted. Delete it if it is the latter.`);
  await mkdir(dirname(folder), { recursive: true });
  await mkdir(unfinished, { mode: 0o700 });
  try {
    const database = await writeDatabase(client, unfinished);
    // After the database: a file may be there without its row, but no row without its file.
    const files = await writeFiles(dataDirectory, unfinished);
    const content = { ...database, files: [...database.files, ...files] };
    await writeManifest(unfinished, content);
    await verifyBackup(unfinished);
    if (existsSync(folder)) await rmdir(folder);
    await rename(unfinished, folder);
    return content;
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}

async function writeDatabase(client: Client, folder: string): Promise<Manifest> {
  await mkdir(join(folder, "tables"), { mode: 0o700 });
  // A disk that is slow or full must not end the transaction, and rows come in the order in which they lie.
  await client.query("SET idle_in_transaction_session_timeout = 0; SET statement_timeout = 0; SET synchronize_seqscans = off");
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  try {
    const files: Manifest["files"] = [];
    const write = async (sql: string, file: string) => {
      const { rows, ...facts } = await writeRows(client, sql, join(folder, file));
      files.push({ path: file, ...facts });
      return { rows, file };
    };
    const migrations = await readMigrations(client);
    const tables: Manifest["tables"] = [];
    for (const { name, columns } of await readTables(client)) {
      tables.push({ name, columns, ...(await write(rowsOf(name), `tables/${name}.jsonl.gz`)) });
    }
    const chores = await write(choreRows, "chores.jsonl.gz");
    // Numbers are given out beside transactions: read last, none that the snapshot has is missing.
    const sequences = await readSequences(client);
    const about = { format: "polyphony-backup-1" as const, version: readVersion(), createdAt: new Date().toISOString() };
    return { ...about, migrations, tables, sequences, chores, files };
  } finally {
    await client.query("ROLLBACK");
  }
}

/** Line breaks stand only between the parts of JSON that was stored as it was typed. */
const inOneLine = (row: string) => `replace(replace(${row}::text, E'\\n', ' '), E'\\r', ' ') AS line`;

const rowsOf = (table: string) => `SELECT ${inOneLine("row_to_json(t)")} FROM ${quoted(table)} t`;

/** In the words of the queue's own function, since its tables are its own. */
const choreRows = `
  SELECT ${inOneLine(`json_build_object('name', task.identifier, 'payload', job.payload, 'runAt', job.run_at, 'maxAttempts', job.max_attempts,
    'attempts', job.attempts, 'key', job.key, 'priority', job.priority, 'error', job.last_error)`)}
  FROM graphile_worker._private_jobs job JOIN graphile_worker._private_tasks task ON task.id = job.task_id ORDER BY job.id`;

/** The secrets, and what trainings and merges made. */
async function writeFiles(dataDirectory: string, folder: string): Promise<Manifest["files"]> {
  const artifacts = (await listFiles(join(dataDirectory, "artifacts"))).map((file) => join("artifacts", file));
  const secrets = existsSync(join(dataDirectory, "secrets.json")) ? ["secrets.json"] : [];
  const files: Manifest["files"] = [];
  for (const path of [...secrets, ...artifacts]) {
    const facts = await copyHashed(join(dataDirectory, path), join(folder, path)).catch((error: NodeJS.ErrnoException) => {
      // Artifacts make room for each other while the portal is up, and are made again where they are missing.
      if (error.code === "ENOENT" && path !== "secrets.json") return null;
      throw error;
    });
    if (facts) files.push({ path, ...facts });
  }
  return files;
}
