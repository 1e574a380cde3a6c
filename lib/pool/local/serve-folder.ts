import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { env } from "@/lib/env";
import type { LocalRecord } from "./record";

const fileOf = (name: string) => join(env().DATA_DIR, "models", `${name}.json`);

/** Tells the zoo server of this machine to serve a folder's model; it looks again each time somebody asks what it has. */
export async function serveFolder(name: string, record: LocalRecord): Promise<void> {
  const file = fileOf(name);
  await mkdir(join(env().DATA_DIR, "models"), { recursive: true });
  await writeFile(`${file}.new`, JSON.stringify(record));
  await rename(`${file}.new`, file);
}

/** The model is served no more; its folder stays as it is. */
export async function unserveFolder(name: string): Promise<void> {
  await rm(fileOf(name), { force: true });
}
