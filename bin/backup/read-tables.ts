import type { Client } from "pg";
import type { Manifest } from "./manifest";

/** What is known of running processes alone; a restored portal begins without it. */
const ofProcesses = ["RunWorker", "RunEndpoint", "ChoreAttempt"];
/** Made by applying the migrations. */
const ofMigrations = "_prisma_migrations";

/** Tables of the portal, parents or not, with the columns that can be written. */
export async function readTables(client: Client): Promise<{ name: string; columns: string[] }[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND NOT c.relname = ANY($1)
     GROUP BY c.relname ORDER BY c.relname`,
    [[...ofProcesses, ofMigrations]],
  );
  return rows;
}

export async function readSequences(client: Client): Promise<Manifest["sequences"]> {
  const { rows } = await client.query<{ name: string; value: string | null }>(
    `SELECT sequencename AS name, last_value::text AS value FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1`,
  );
  return rows;
}

export async function readMigrations(client: Client): Promise<Manifest["migrations"]> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    `SELECT migration_name AS name, checksum FROM "_prisma_migrations"
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
  );
  return rows;
}

/** A name as SQL may hold it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
