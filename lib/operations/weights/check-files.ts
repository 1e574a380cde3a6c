import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Weights } from "../jobs/requests";
import { unusable } from "./tensors";

/** @throws AppError where a file is not the one that was named */
export async function checkFiles({ folder, files = {} }: Weights): Promise<void> {
  if (!existsSync(join(folder, "config.json"))) throw unusable(`${folder} has no config.json: it is no folder of a model.`);
  for (const [name, expected] of Object.entries(files)) {
    const path = join(folder, name);
    if (!existsSync(path)) throw unusable(`${path} is not there.`);
    const digest = await digestFile(path);
    if (digest !== expected) throw unusable(`${path} is another file: its SHA-256 is ${digest}, not ${expected}.`);
  }
}

/** SHA-256 (hex) of a file. */
export async function digestFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}
