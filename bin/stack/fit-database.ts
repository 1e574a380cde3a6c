import { Client } from "pg";
import { ownMigrations } from "../backup/own-migrations";
import { Trouble } from "./step";

/**
 * Makes sure that this program may work with a database.
 * @throws Trouble for one that a later version has migrated, and for one that was only half restored
 */
export async function fitDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_namespace WHERE nspname = 'before_restore'");
    if (rowCount !== 0)
      throw new Trouble("A restore into this database was interrupted. Call it again: npm run polyphony -- restore FOLDER");
    const { rows: found } = await client.query("SELECT to_regclass('public._prisma_migrations') AS history");
    if (found[0]?.history === null) return;
    const own = new Set((await ownMigrations()).map(({ name }) => name));
    const { rows } = await client.query<{ name: string }>(
      `SELECT migration_name AS name FROM "_prisma_migrations" WHERE rolled_back_at IS NULL ORDER BY 1`,
    );
    const later = rows.find(({ name }) => !own.has(name));
    if (later)
      throw new Trouble(
        `The database was migrated by a later version (${later.name}). Install that version, or restore the backup that was made before the upgrade.`,
      );
  } finally {
    await client.end();
  }
}
