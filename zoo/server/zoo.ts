import { randomUUID } from "node:crypto";
import { availableParallelism } from "node:os";
import { getLlama, type Llama, LlamaLogLevel } from "node-llama-cpp";
import { log } from "@/lib/log";
import { ApiError } from "./api-error";
import { listCatalog } from "./catalog";
import { HostedModel } from "./hosted-model";
import type { Settings } from "./settings";

/** All models of one process. */
export class Zoo {
  /** Identifies this process: a restarted server is another server. */
  readonly nonce = randomUUID();
  readonly startedAt = new Date();
  readonly models: ReadonlyMap<string, HostedModel>;
  readonly #llama: Llama;
  requestsServed = 0;

  private constructor(llama: Llama, models: ReadonlyMap<string, HostedModel>) {
    this.#llama = llama;
    this.models = models;
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
    return new Zoo(llama, models);
  }

  /** @throws ApiError that lists the models there are. */
  find(id: string): HostedModel {
    const hosted = this.models.get(id);
    if (hosted) return hosted;
    throw new ApiError("model_not_found", `There is no model ${id} here. There are: ${[...this.models.keys()].join(", ")}.`, "model");
  }

  /** Waits for the generations under way, so end them first. */
  async close(): Promise<void> {
    await Promise.all([...this.models.values()].map((hosted) => hosted.settled()));
    await this.#llama.dispose();
  }
}
