import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Logger, runMigrations as migrateQueue } from "graphile-worker";
import { openEngine, prismaDirectory } from "./engine";

const silent = new Logger(() => () => undefined);

/**
 * Brings the database to the newest schema: our migrations, then the job queue's own. Safe to repeat.
 * @param only names of ours to stop at, as a backup of an earlier version has them
 * @returns names of the migrations that were applied now.
 */
export async function migrate(connectionString: string, only?: ReadonlySet<string>): Promise<string[]> {
  const baseDir = join(prismaDirectory, "migrations");
  const names = (await readdir(baseDir, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .filter((name) => only?.has(name) ?? true)
    .sort();
  const migrationDirectories = await Promise.all(
    names.map(async (path) => ({
      path,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok" as const, value: await readFile(join(baseDir, path, "migration.sql"), "utf8") },
      },
    })),
  );
  const engine = await openEngine(connectionString);
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: {
        baseDir,
        lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
        shadowDbInitScript: "",
        migrationDirectories,
      },
      filters: { externalTables: [], externalEnums: [] },
    });
    await migrateQueue({ connectionString, logger: silent });
    return appliedMigrationNames;
  } finally {
    engine.free();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { env } = await import("@/lib/env");
  const applied = await migrate(env().DATABASE_URL);
  process.stdout.write(applied.length > 0 ? `Applied ${applied.join(", ")}\n` : "The database is up to date.\n");
}
