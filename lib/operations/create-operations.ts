import { setMaxListeners } from "node:events";
import { setImmediate as breathe } from "node:timers/promises";
import type { GenerateRequest, Generation, Operations } from "./contract";
import { generateOne, type KeyedRequest, type ServedModel } from "./generate-one";
import { generationFacts, keyOf } from "./key";
import { randomStream } from "./random";

export type { ServedModel } from "./generate-one";

/** Counts of requests since the operations were made, and what the method says it is doing. */
export interface Progress {
  requested: number;
  done: number;
  /** Of those done: found in the memo, or fetched for somebody else. */
  cached: number;
  /** Tokens of generations newly made, cached ones not counted. */
  promptTokens: number;
  completionTokens: number;
  stage: string;
}

/** Keys per turn of the event loop: hashing must not hold up lease renewals. */
const KEYS_PER_TURN = 200;

/**
 * What a method may use, for one run.
 * @param settings.signal Ends everything promptly; what was stored stays.
 * @param settings.guard Called before a request is looked up and again right before it is sent; what it throws ends it.
 * @param settings.onProgress Called at every change, so it must be cheap.
 */
export function createOperations(settings: {
  models: readonly ServedModel[];
  seed: string;
  signal: AbortSignal;
  guard?(model: ServedModel): void;
  onProgress(progress: Progress): void;
}): Operations {
  const { signal, seed } = settings;
  const models = new Map(settings.models.map((model) => [model.label, model]));
  const progress: Progress = { requested: 0, done: 0, cached: 0, promptTokens: 0, completionTokens: 0, stage: "" };
  const report = (change: Partial<Progress>) => settings.onProgress({ ...Object.assign(progress, change) });
  // Every request in flight listens to the run's signal.
  setMaxListeners(0, signal);

  return {
    stage: (name) => report({ stage: name }),
    random: (purpose) => randomStream(seed, purpose),
    async generate(requests) {
      signal.throwIfAborted();
      const keyed = await keyAll(models, requests, signal);
      report({ requested: progress.requested + requests.length });
      const failed = new AbortController();
      setMaxListeners(0, failed.signal);
      const both = AbortSignal.any([signal, failed.signal]);
      setMaxListeners(0, both);
      const answers = keyed.map(async (request): Promise<Generation> => {
        const { stored, cached } = await generateOne(request, both, settings.guard);
        report({
          done: progress.done + 1,
          cached: progress.cached + (cached ? 1 : 0),
          promptTokens: progress.promptTokens + (cached ? 0 : stored.promptTokens),
          completionTokens: progress.completionTokens + (cached ? 0 : stored.completionTokens),
        });
        return { key: request.name, ...stored };
      });
      try {
        return await Promise.all(answers);
      } catch (error) {
        // The first failure is the method's; the other requests have nobody left who wants them.
        failed.abort(error);
        throw error;
      }
    },
  };
}

async function keyAll(
  models: ReadonlyMap<string, ServedModel>,
  requests: readonly GenerateRequest[],
  signal: AbortSignal,
): Promise<KeyedRequest[]> {
  const keyed: KeyedRequest[] = [];
  for (const [place, request] of requests.entries()) {
    if (place % KEYS_PER_TURN === KEYS_PER_TURN - 1) {
      await breathe();
      signal.throwIfAborted();
    }
    const model = models.get(request.model);
    if (!model) throw new Error(`The method asked for a model that is not in this run: ${request.model}`);
    const facts = generationFacts(model, request);
    const key = keyOf(facts);
    keyed.push({ key, name: Buffer.from(key).toString("hex"), model, facts });
  }
  return keyed;
}
