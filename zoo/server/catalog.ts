import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { access, readdir } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

/** Every zoo model's name at the server, and its id on the Hub, begins so. */
const ID_PREFIX = "polyphony-zoo/";
/** So do names of models that methods made. */
const DERIVED_PREFIX = "derived/";

/** A model as it lies on the disk. */
export interface CatalogEntry {
  id: string;
  /** What llama.cpp reads. */
  file: string;
  /** SHA-256 (hex) of `model.safetensors`, the weights that the portal pins; null where there is no such file. */
  weightsSha256: string | null;
}

/**
 * The models of a directory, by name: each folder that holds a `model.gguf`.
 * @throws Error when there is none, or when one has no `model.safetensors` beside it.
 */
export async function listCatalog(directory: string): Promise<CatalogEntry[]> {
  const folders = await readdir(directory, { withFileTypes: true }).catch((error: unknown) => {
    throw new Error(`the directory of models cannot be read: ${directory}`, { cause: error });
  });
  const names = folders.filter((folder) => folder.isDirectory()).map((folder) => folder.name);
  const entries = await Promise.all(names.sort().map((name) => readEntry(directory, name)));
  const present = entries.filter((entry) => entry !== null);
  if (present.length === 0) throw new Error(`no folder of ${directory} holds a model.gguf`);
  return present;
}

async function readEntry(directory: string, name: string): Promise<CatalogEntry | null> {
  const file = join(directory, name, "model.gguf");
  const isModel = await access(file).then(
    () => true,
    () => false,
  );
  if (!isModel) return null;
  return { id: `${ID_PREFIX}${name}`, file, weightsSha256: await sha256(join(directory, name, "model.safetensors")) };
}

/**
 * Models that appear in a folder and go again while the server runs. Folders are written whole or not at all, so one that is
 * there is complete; its hash is computed once.
 */
export class DerivedCatalog {
  readonly #directory: string;
  readonly #known = new Map<string, CatalogEntry>();

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Those that are there now. */
  async list(): Promise<CatalogEntry[]> {
    const names = await readdir(this.#directory).catch(() => []);
    const entries = await Promise.all(names.filter((name) => !name.startsWith(".")).map((name) => this.#entry(name)));
    const present = new Set(names);
    for (const name of this.#known.keys()) if (!present.has(name)) this.#known.delete(name);
    return entries.filter((entry) => entry !== null);
  }

  /** The one of this id, or null. */
  async find(id: string): Promise<CatalogEntry | null> {
    const name = id.startsWith(DERIVED_PREFIX) ? id.slice(DERIVED_PREFIX.length) : "";
    return /^[\w-]+$/.test(name) ? await this.#entry(name) : null;
  }

  async #entry(name: string): Promise<CatalogEntry | null> {
    const file = join(this.#directory, name, "model.gguf");
    const isThere = await access(file).then(
      () => true,
      () => false,
    );
    if (!isThere) return null;
    const known = this.#known.get(name);
    if (known) return known;
    const weightsSha256 = await sha256(join(this.#directory, name, "model.safetensors")).catch(() => null);
    if (weightsSha256 === null) return null;
    const entry = { id: `${DERIVED_PREFIX}${name}`, file, weightsSha256 };
    this.#known.set(name, entry);
    return entry;
  }
}

async function sha256(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}
