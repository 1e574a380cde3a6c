import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Client } from "pg";
import { Trouble } from "../stack/step";
import { copyHashed } from "./copy-artifacts";
import { loadDatabase } from "./load-database";
import type { Manifest } from "./manifest";
import { ownMigrations } from "./own-migrations";
import { quoted, readTables } from "./read-tables";
import { verifyBackup } from "./verify-backup";
import type { Portal } from "./write-backup";

/** Where the content of before waits until that of the backup is whole. */
const setAside: Readonly<Record<string, string>> = { public: "before_restore", graphile_worker: "before_restore_queue" };

/**
 * Puts a backup in the place of an empty database, or where wanted of a full one. Everything is checked before anything is touched, and
 * what was there comes back where the backup cannot be loaded. Interrupted, it can be called again.
 * @throws Trouble
 */
export async function restoreBackup(portal: Portal & { url: string }, folder: string, replace: boolean): Promise<Manifest> {
  const { client, url, dataDirectory } = portal;
  const manifest = await verifyBackup(folder);
  refuseForeign(manifest, await ownMigrations());
  await refuseInUse(client);
  const interrupted = await hasSchema(client, setAside.public ?? "");
  if (!replace && !interrupted && (await isFilled(client)))
    throw new Trouble("The database is not empty. Its content is replaced by that of the backup with --replace.");
  await restoreArtifacts(manifest, folder, dataDirectory);
  await putAside(client, interrupted);
  try {
    await loadDatabase(client, url, folder, manifest);
  } catch (error) {
    await bringBack(client);
    throw error;
  }
  await restoreSecrets(manifest, folder, dataDirectory);
  for (const schema of Object.values(setAside)) await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
  return manifest;
}

/** @throws Trouble for a backup of a later version, or of another history */
function refuseForeign({ migrations, version }: Manifest, own: Manifest["migrations"]): void {
  const known = new Map(own.map(({ name, checksum }) => [name, checksum]));
  const unknown = migrations.filter(({ name }) => !known.has(name));
  if (unknown.length > 0)
    throw new Trouble(
      `The backup was made by version ${version}, whose database is newer than this program's (${unknown[0]?.name}). Install that version, then restore.`,
    );
  const altered = migrations.find(({ name, checksum }) => known.get(name) !== checksum);
  if (altered) throw new Trouble(`The backup comes from another program: its migration ${altered.name} is not the one of this one.`);
}

async function refuseInUse(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT DISTINCT coalesce(nullif(application_name, ''), usename) AS name FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND usename IS NOT NULL`,
  );
  if (rows.length > 0)
    throw new Trouble(
      `The database is in use (${rows.map(({ name }) => name).join(", ")}). Stop the portal's web and worker processes, and whatever else is connected, then restore.`,
    );
}

async function isFilled(client: Client): Promise<boolean> {
  for (const { name } of await readTables(client)) {
    const { rowCount } = await client.query(`SELECT 1 FROM ${quoted(name)} LIMIT 1`);
    if (rowCount !== 0) return true;
  }
  return false;
}

async function hasSchema(client: Client, name: string): Promise<boolean> {
  return (await client.query("SELECT 1 FROM pg_namespace WHERE nspname = $1", [name])).rowCount === 1;
}

/** All in one transaction: the content of before is in one place or in the other. */
async function putAside(client: Client, interrupted: boolean): Promise<void> {
  await inTransaction(client, async () => {
    for (const [schema, aside] of Object.entries(setAside)) {
      // What an interrupted restore left half-done is dropped, and what was there before it stays aside.
      if (interrupted || !(await hasSchema(client, schema))) await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
      else await client.query(`ALTER SCHEMA ${schema} RENAME TO ${aside}`);
    }
    await client.query("CREATE SCHEMA public");
  });
}

async function bringBack(client: Client): Promise<void> {
  await inTransaction(client, async () => {
    for (const [schema, aside] of Object.entries(setAside)) {
      await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
      if (await hasSchema(client, aside)) await client.query(`ALTER SCHEMA ${aside} RENAME TO ${schema}`);
    }
  });
}

async function inTransaction(client: Client, work: () => Promise<void>): Promise<void> {
  await client.query("BEGIN");
  try {
    await work();
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

/** Files are named by their content or their run: those of before may stay beside them. */
async function restoreArtifacts({ files }: Manifest, folder: string, dataDirectory: string): Promise<void> {
  for (const { path, sha256 } of files.filter((file) => file.path.startsWith("artifacts/"))) {
    const target = join(dataDirectory, path);
    await mkdir(dirname(target), { recursive: true });
    const copied = await copyHashed(join(folder, path), `${target}.restoring`);
    if (copied.sha256 !== sha256) throw new Trouble(`${path} changed while it was read.`);
    await rename(`${target}.restoring`, target);
  }
}

/** The secret of sessions comes back; the password of the embedded database is this machine's own. */
async function restoreSecrets({ files }: Manifest, folder: string, dataDirectory: string): Promise<void> {
  if (!files.some(({ path }) => path === "secrets.json")) return;
  const file = join(dataDirectory, "secrets.json");
  const read = async (path: string) => JSON.parse(await readFile(path, "utf8")) as Record<string, string>;
  const { nextauth } = await read(join(folder, "secrets.json"));
  await writeFile(`${file}.restoring`, JSON.stringify({ ...(await read(file)), nextauth }), { mode: 0o600 });
  await rename(`${file}.restoring`, file);
}
