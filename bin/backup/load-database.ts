import { join } from "node:path";
import type { Client } from "pg";
import { migrate } from "@/prisma/migrate";
import { Trouble } from "../stack/step";
import type { Manifest } from "./manifest";
import { readPortions } from "./read-portions";
import { quoted, readTables } from "./read-tables";

/**
 * Fills an empty database: the schema that the backup was made of, its rows in one transaction, then what came since.
 * @throws Trouble where a row does not fit; nothing of the rows is there then
 */
export async function loadDatabase(client: Client, url: string, folder: string, manifest: Manifest): Promise<void> {
  await migrate(url, new Set(manifest.migrations.map(({ name }) => name))).catch((cause: Error) => {
    const words = `The schema of the backup cannot be made again, so it is not of this program: ${cause.message.split("\n")[0]}`;
    throw new Trouble(words, { cause });
  });
  await client.query("SET idle_in_transaction_session_timeout = 0; SET statement_timeout = 0");
  await client.query("BEGIN");
  try {
    await expectSameTables(client, manifest);
    const references = await dropReferences(client);
    for (const table of manifest.tables) await loadTable(client, folder, table);
    // Checks every row as well.
    for (const sql of references) await client.query(sql);
    for (const { name, value } of manifest.sequences) {
      if (value !== null) await client.query("SELECT setval(format('public.%I', $1::text)::regclass, $2::bigint)", [name, value]);
    }
    for await (const portion of readPortions(join(folder, manifest.chores.file))) await addChores(client, portion);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
  await migrate(url);
}

async function expectSameTables(client: Client, { tables }: Manifest): Promise<void> {
  const shapeOf = (list: readonly { name: string; columns: readonly string[] }[]) =>
    JSON.stringify(list.map(({ name, columns }) => [name, [...columns].sort()]).sort());
  if (shapeOf(await readTables(client)) !== shapeOf(tables))
    throw new Trouble("The backup has other tables or columns than its migrations make, so it is not of this program.");
}

/** Rows come table by table, so references are checked at the end. @returns the statements that make them again */
async function dropReferences(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(
    `SELECT conrelid::regclass::text AS table, conname AS name, pg_get_constraintdef(oid) AS definition
     FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace`,
  );
  for (const { table, name } of rows) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${quoted(name)}`);
  return rows.map(({ table, name, definition }) => `ALTER TABLE ${table} ADD CONSTRAINT ${quoted(name)} ${definition}`);
}

async function loadTable(client: Client, folder: string, { name, columns, rows, file }: Manifest["tables"][number]): Promise<void> {
  const list = columns.map(quoted).join(", ");
  // Migrations may bring rows of their own.
  await client.query(`DELETE FROM ${quoted(name)}`);
  let loaded = 0;
  for await (const portion of readPortions(join(folder, file))) {
    const { rowCount } = await client.query(
      `INSERT INTO ${quoted(name)} (${list}) OVERRIDING SYSTEM VALUE SELECT ${list} FROM json_populate_recordset(NULL::${quoted(name)}, $1::json)`,
      [portion],
    );
    loaded += rowCount ?? 0;
  }
  if (loaded !== rows) throw new Trouble(`${file} gave ${loaded} rows instead of ${rows}.`);
}

/** Chores that had failed keep their attempts and what they said. */
async function addChores(client: Client, portion: string): Promise<void> {
  const { rows } = await client.query<{ id: string; attempts: number; error: string | null }>(
    `SELECT (graphile_worker.add_job(name, payload := payload, run_at := "runAt", max_attempts := "maxAttempts", job_key := key,
       priority := priority)).id::text, attempts, error
     FROM json_to_recordset($1::json) AS chore(name text, payload json, "runAt" timestamptz, "maxAttempts" int, attempts int, key text,
       priority int, error text)`,
    [portion],
  );
  await client.query(
    `UPDATE graphile_worker._private_jobs job SET attempts = added.attempts, last_error = added.error
     FROM unnest($1::bigint[], $2::int[], $3::text[]) AS added(id, attempts, error) WHERE job.id = added.id`,
    [rows.map(({ id }) => id), rows.map(({ attempts }) => attempts), rows.map(({ error }) => error)],
  );
}
