import { mkdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbedded } from "./embedded";
import { openEngine, prismaDirectory, readSchema } from "./engine";
import { findFreePort } from "./free-port";

/**
 * Writes the SQL from the last committed schema to the present one:
 * `npm run db:migration -- add-judgements`. The snapshot beside the migrations remembers the last schema.
 */
const label = process.argv[2];
if (!label || !/^[a-z0-9-]+$/.test(label)) {
  process.stderr.write("Name the change in kebab-case: npm run db:migration -- add-judgements\n");
  process.exit(2);
}
const snapshotFile = join(prismaDirectory, "migrations", "snapshot.prisma");
const next = (await readSchema()).map(([, text]) => text).join("\n");
const previous = await readFile(snapshotFile, "utf8").catch(() => null);

const directory = join(tmpdir(), `polyphony-diff-${process.pid}`);
const server = await startEmbedded({ directory, port: await findFreePort(), password: "diff", fresh: true, temporary: true });
const engine = await openEngine(server.url("postgres"));
const { stdout } = await engine.diff({
  from: previous === null ? { tag: "empty" } : { tag: "schemaDatamodel", files: [{ path: "schema.prisma", content: previous }] },
  to: { tag: "schemaDatamodel", files: [{ path: "schema.prisma", content: next }] },
  script: true,
  exitCode: null,
  filters: { externalTables: [], externalEnums: [] },
});
await server.stop();
if (!stdout || stdout.includes("empty migration")) {
  process.stdout.write("The schema has not changed.\n");
  process.exit(0);
}
const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
const target = join(prismaDirectory, "migrations", `${stamp}_${label}`);
await mkdir(target, { recursive: true });
await writeFile(join(target, "migration.sql"), stdout);
await writeFile(snapshotFile, next);
process.stdout.write(`Wrote ${target}/migration.sql\n`);
process.exit(0);
