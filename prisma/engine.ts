import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";

export const prismaDirectory = dirname(fileURLToPath(import.meta.url));

/** Every schema file as (path, text), in a stable order. */
export async function readSchema(): Promise<[string, string][]> {
  const directory = join(prismaDirectory, "schema");
  const names = (await readdir(directory)).filter((name) => name.endsWith(".prisma")).sort();
  return Promise.all(names.map(async (name): Promise<[string, string]> => [name, await readFile(join(directory, name), "utf8")]));
}

/** One instance for all engines of a process: what one of them still has on its way when it is freed would reach another instance. */
const loaded = await loadProgram();

async function loadProgram(): Promise<typeof bindings> {
  const file = createRequire(import.meta.url)
    .resolve("@prisma/schema-engine-wasm/schema_engine_bg")
    .replace(/\.js$/, ".wasm");
  const { instance } = await WebAssembly.instantiate(await readFile(file), { "./schema_engine_bg.js": bindings as never });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports as { __wbindgen_start(): void }).__wbindgen_start();
  return bindings;
}

/** Prisma's schema engine as WebAssembly, for machines that cannot download its binary. */
export async function openEngine(connectionString: string): Promise<bindings.SchemaEngine> {
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString, idleTimeoutMillis: 20, allowExitOnIdle: true }));
  return loaded.SchemaEngine.new({ datamodels: await readSchema() }, () => undefined, adapter);
}
