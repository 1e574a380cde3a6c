import { randomUUID } from "node:crypto";
import { availableParallelism } from "node:os";
import { getLlama, type Llama, LlamaLogLevel } from "node-llama-cpp";
import { log } from "@/lib/log";
import type { LocalRecord } from "@/lib/pool/local/record";
import { ApiError } from "./api-error";
import { type CatalogEntry, listCatalog } from "./catalog";
import { DerivedModels } from "./derived-models";
import { HostedModel } from "./hosted-model";
import { entryOf, listLocal } from "./local-models";
import type { Settings } from "./settings";

/** Each takes some 10 MB and 0.2 s to load. */
const usuallyLoaded = 24;

/** All models of one process. */
export class Zoo {
  /** Identifies this process: a restarted server is another server. */
  readonly nonce = randomUUID();
  readonly startedAt = new Date();
  readonly models: ReadonlyMap<string, HostedModel>;
  readonly #models: Map<string, HostedModel>;
  readonly #llama: Llama;
  readonly #derived: DerivedModels | null;
  readonly #settings: Settings;
  /** By the name of its record: the text that was read last, and the name under which it is served; null where it is not. */
  readonly #local = new Map<string, { text: string; id: string | null }>();
  #looking: Promise<void> | null = null;
  requestsServed = 0;

  private constructor(llama: Llama, models: Map<string, HostedModel>, settings: Settings) {
    this.#llama = llama;
    this.#models = models;
    this.models = models;
    this.#settings = settings;
    const { derived, loaded, slots } = settings;
    this.#derived =
      derived === undefined ? null : new DerivedModels(derived, loaded ?? usuallyLoaded, (entry) => HostedModel.load(llama, entry, slots));
  }

  /** Loads every model of the directory: some 30 ms each. @throws Error that names the file that cannot be served. */
  static async open(settings: Settings): Promise<Zoo> {
    const entries = await listCatalog(settings.models);
    const llama = await getLlama({
      gpu: false,
      build: "never",
      maxThreads: settings.threads || availableParallelism(),
      logLevel: LlamaLogLevel.warn,
      logger: (level, message) => log.warn({ level }, `llama.cpp: ${message.trim()}`),
    });
    const models = new Map<string, HostedModel>();
    for (const entry of entries) models.set(entry.id, await HostedModel.load(llama, entry, settings.slots));
    const zoo = new Zoo(llama, models, settings);
    await zoo.refresh();
    return zoo;
  }

  /** Looks which models an operator added or removed meanwhile. One that cannot be served is logged once and left out. */
  refresh(): Promise<void> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  async #look(): Promise<void> {
    const { local } = this.#settings;
    if (local === undefined) return;
    const present = await listLocal(local);
    for (const [name, { text, id }] of this.#local) {
      const found = present.get(name);
      if (found && !(found instanceof Error) && found.text === text) continue;
      this.#local.delete(name);
      const hosted = id === null ? undefined : this.#models.get(id);
      if (id === null || !hosted) continue;
      this.#models.delete(id);
      void hosted.unload().catch((error: unknown) => log.warn({ err: error, model: id }, "a model could not be unloaded"));
    }
    for (const [name, found] of present) {
      if (found instanceof Error || this.#local.has(name)) continue;
      this.#local.set(name, { text: found.text, id: await this.#load(found.record) });
    }
  }

  /** @returns its name; null where it cannot be served */
  async #load(record: LocalRecord): Promise<string | null> {
    try {
      if (this.#models.has(record.servedAs)) throw new Error(`${record.servedAs} is served already`);
      const hosted = await HostedModel.load(this.#llama, await entryOf(record), this.#settings.slots);
      this.#models.set(record.servedAs, hosted);
      return record.servedAs;
    } catch (error) {
      log.error({ err: error, model: record.servedAs }, "a local model cannot be served");
      return null;
    }
  }

  /** @throws ApiError that lists the models there are. */
  async find(id: string): Promise<HostedModel> {
    const hosted = this.models.get(id) ?? (await this.#derived?.find(id));
    if (hosted) return hosted;
    throw new ApiError("model_not_found", `There is no model ${id} here. There are: ${[...this.models.keys()].join(", ")}.`, "model");
  }

  /** Models that are loaded when they are asked. */
  async derived(): Promise<CatalogEntry[]> {
    return (await this.#derived?.list()) ?? [];
  }

  /** Waits for the generations under way, so end them first. */
  async close(): Promise<void> {
    await Promise.all([...this.models.values()].map((hosted) => hosted.settled()));
    await this.#derived?.settled();
    await this.#llama.dispose();
  }
}
