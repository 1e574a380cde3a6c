import { type CatalogEntry, DerivedCatalog } from "./catalog";
import type { HostedModel } from "./hosted-model";

/** Models that are loaded at the first request; the one that was asked longest ago makes room for the next. */
export class DerivedModels {
  readonly #catalog: DerivedCatalog;
  readonly #most: number;
  readonly #load: (entry: CatalogEntry) => Promise<HostedModel>;
  /** In the order in which they were last asked. */
  readonly #loaded = new Map<string, Promise<HostedModel>>();
  /** Those that made room and still answer. */
  readonly #leaving = new Set<Promise<void>>();

  constructor(directory: string, most: number, load: (entry: CatalogEntry) => Promise<HostedModel>) {
    this.#catalog = new DerivedCatalog(directory);
    this.#most = most;
    this.#load = load;
  }

  list(): Promise<CatalogEntry[]> {
    return this.#catalog.list();
  }

  /** The model of this id, loaded, or null where there is none. */
  async find(id: string): Promise<HostedModel | null> {
    const entry = await this.#catalog.find(id);
    if (!entry) return null;
    const key = `${id} ${entry.weightsSha256}`;
    const hosted = this.#loaded.get(key) ?? this.#load(entry);
    this.#loaded.delete(key);
    this.#loaded.set(key, hosted);
    hosted.catch(() => this.#loaded.delete(key));
    this.#makeRoom();
    return await hosted;
  }

  async settled(): Promise<void> {
    const loaded = await Promise.allSettled(this.#loaded.values());
    await Promise.all(loaded.map((one) => (one.status === "fulfilled" ? one.value.settled() : undefined)));
    await Promise.all(this.#leaving);
  }

  #makeRoom(): void {
    for (const [key, hosted] of this.#loaded) {
      if (this.#loaded.size <= this.#most) return;
      this.#loaded.delete(key);
      const leaving = hosted.then((model) => model.unload()).catch(() => undefined);
      this.#leaving.add(leaving);
      void leaving.finally(() => this.#leaving.delete(leaving));
    }
  }
}
