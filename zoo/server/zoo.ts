import { randomUUID } from "node:crypto";
import { availableParallelism } from "node:os";
import { getLlama, type Llama, LlamaLogLevel } from "node-llama-cpp";
import { log } from "@/lib/log";
import { ApiError } from "./api-error";
import { type CatalogEntry, listCatalog } from "./catalog";
import { DerivedModels } from "./derived-models";
import { HostedModel } from "./hosted-model";
import { LocalModels } from "./local-models";
import type { Settings } from "./settings";

/** Each takes some 10 MB and 0.2 s to load. */
const usuallyLoaded = 24;

/** All models of one process. */
export class Zoo {
  /** Identifies this process: a restarted server is another server. */
  readonly nonce = randomUUID();
  readonly startedAt = new Date();
  readonly models: ReadonlyMap<string, HostedModel>;
  readonly #llama: Llama;
  readonly #derived: DerivedModels | null;
  readonly #local: LocalModels | null;
  requestsServed = 0;

  private constructor(
    llama: Llama,
    models: ReadonlyMap<string, HostedModel>,
    more: { derived: DerivedModels | null; local: LocalModels | null },
  ) {
    this.#llama = llama;
    this.models = models;
    this.#derived = more.derived;
    this.#local = more.local;
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
    const load = (entry: CatalogEntry) => HostedModel.load(llama, entry, settings.slots);
    const models = new Map<string, HostedModel>();
    for (const entry of entries) models.set(entry.id, await load(entry));
    const derived = settings.derived === undefined ? null : new DerivedModels(settings.derived, settings.loaded ?? usuallyLoaded, load);
    const local = settings.local === undefined ? null : new LocalModels(settings.local, models, load);
    await local?.refresh();
    return new Zoo(llama, models, { derived, local });
  }

  /** Looks which models an operator added or removed meanwhile. */
  async refresh(): Promise<void> {
    await this.#local?.refresh();
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
