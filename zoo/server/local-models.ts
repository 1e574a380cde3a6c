import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { type LocalRecord, localRecord } from "@/lib/pool/local/record";
import type { CatalogEntry } from "./catalog";

/** A record of a model that lies elsewhere on this machine. */
export interface LocalEntry {
  /** Text of the record, which changes when anything in it does. */
  text: string;
  record: LocalRecord;
}

/** What the portal's command line has left in a folder, by the name of each file; unreadable ones have a reason instead. */
export async function listLocal(directory: string): Promise<Map<string, LocalEntry | Error>> {
  const names = await readdir(directory).catch(() => []);
  const found = new Map<string, LocalEntry | Error>();
  for (const name of names.filter((each) => each.endsWith(".json"))) {
    try {
      const text = await readFile(join(directory, name), "utf8");
      found.set(name, { text, record: localRecord.parse(JSON.parse(text)) });
    } catch (error) {
      found.set(name, new Error(`${name} cannot be read`, { cause: error }));
    }
  }
  return found;
}

/** @throws Error where the file is gone, or another one than when the model was added */
export async function entryOf({ servedAs, file, fileSha256, weightsSha256 }: LocalRecord): Promise<CatalogEntry> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  if (hash.digest("hex") !== fileSha256) throw new Error(`${file} changed since the model was added: remove the model and add it again`);
  return { id: servedAs, file, weightsSha256 };
}
