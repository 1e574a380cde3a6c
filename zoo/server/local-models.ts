import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { log } from "@/lib/log";
import { type LocalRecord, localRecord } from "@/lib/pool/local/record";
import type { CatalogEntry } from "./catalog";
import type { HostedModel } from "./hosted-model";

/** An operator's own models, which lie anywhere on this machine: the portal's command line leaves a record of each in one folder. */
export class LocalModels {
  readonly #directory: string;
  readonly #models: Map<string, HostedModel>;
  readonly #load: (entry: CatalogEntry) => Promise<HostedModel>;
  /** By the name of its record: the text that was read last, and the name under which it is served; null where it is not. */
  readonly #known = new Map<string, { text: string; id: string | null }>();
  #looking: Promise<void> | null = null;

  /** @param models those that are served, to which local ones are added and from which they are taken */
  constructor(directory: string, models: Map<string, HostedModel>, load: (entry: CatalogEntry) => Promise<HostedModel>) {
    this.#directory = directory;
    this.#models = models;
    this.#load = load;
  }

  /** Looks which were added or removed meanwhile. One that cannot be served is logged once and left out. */
  refresh(): Promise<void> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  async #look(): Promise<void> {
    const present = await readRecords(this.#directory);
    for (const [name, { text, id }] of this.#known) {
      if (present.get(name) === text) continue;
      this.#known.delete(name);
      if (id !== null) this.#unload(id);
    }
    for (const [name, text] of present) {
      if (!this.#known.has(name)) this.#known.set(name, { text, id: await this.#serve(name, text) });
    }
  }

  /** @returns its name at this server; null where it cannot be served */
  async #serve(name: string, text: string): Promise<string | null> {
    try {
      const record = localRecord.parse(JSON.parse(text));
      if (this.#models.has(record.servedAs)) throw new Error(`${record.servedAs} is served already`);
      this.#models.set(record.servedAs, await this.#load(await entryOf(record)));
      return record.servedAs;
    } catch (error) {
      log.error({ err: error, record: name }, "a local model cannot be served");
      return null;
    }
  }

  #unload(id: string): void {
    const hosted = this.#models.get(id);
    this.#models.delete(id);
    hosted?.unload().catch((error: unknown) => log.warn({ err: error, model: id }, "a model could not be unloaded"));
  }
}

/** The text of each record by the name of its file; those that go away while they are read are not there. */
async function readRecords(directory: string): Promise<Map<string, string>> {
  const names = (await readdir(directory).catch(() => [])).filter((name) => name.endsWith(".json"));
  const texts = await Promise.all(
    names.map(async (name) => [name, await readFile(join(directory, name), "utf8").catch(() => null)] as const),
  );
  return new Map(texts.flatMap(([name, text]) => (text === null ? [] : [[name, text]])));
}

/** @throws Error where the file is gone, or another one than when the model was added */
async function entryOf({ servedAs, file, fileSha256, weightsSha256 }: LocalRecord): Promise<CatalogEntry> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  if (hash.digest("hex") !== fileSha256) throw new Error(`${file} changed since the model was added: remove the model and add it again`);
  return { id: servedAs, file, weightsSha256 };
}
