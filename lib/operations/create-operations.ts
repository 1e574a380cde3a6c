import { setImmediate as breathe } from "node:timers/promises";
import { Ending, type Stop } from "@/lib/serving/ending";
import { EngineCorrupt } from "@/lib/serving/errors";
import { onAbort } from "@/lib/serving/on-abort";
import type { GenerateRequest, Generation, Operations } from "./contract";
import { type Fetched, generateOne } from "./generate/generate-one";
import { type KeyedRequest, keyRequest, type ServedModel } from "./generate/keyed-request";
import { takenSince, takenUntilNow, untilTaken, watchCorruption } from "./memo/quarantine";
import { randomStream } from "./random";

export type { ServedModel } from "./generate/keyed-request";

/** Counts of requests since the operations were made, and what the method says it is doing. */
export interface Progress {
  requested: number;
  done: number;
  /** Of those done: found in the memo, or fetched for somebody else. */
  cached: number;
  /** Tokens of the generations that were made for this run. */
  promptTokens: number;
  completionTokens: number;
  /** Prompts whose quoted answers had to be shortened. */
  truncated: number;
  stage: string;
}

/** Keys per turn of the event loop: hashing must not hold up lease renewals. */
const KEYS_PER_TURN = 200;

export interface OperationsSettings {
  models: readonly ServedModel[];
  seed: string;
  /** Ends everything promptly; what was stored stays. */
  signal: AbortSignal;
  /** Called at every change, so it must be cheap. */
  onProgress(progress: Progress): void;
  /**
   * Called before a text of a model is looked up, and again right before each time it is asked for. What it throws ends the
   * request, and with it the call.
   */
  guard?(model: ServedModel): void;
}

/** What a method may use, for one run. */
export function createOperations(settings: OperationsSettings): Operations {
  return openOperations(settings).portion();
}

/** The operations of one run in portions that may be under way at once. */
export interface PortionedOperations {
  /**
   * Operations that are counted with the others of the run, but hear for themselves when an engine that they have texts of
   * turns out to be corrupt.
   */
  portion(): Operations;
}

export function openOperations(settings: OperationsSettings): PortionedOperations {
  const models = new Map(settings.models.map((model) => [model.label, model]));
  const counts = new Counts(settings.onProgress);
  // Runs that wait for the same endpoint take turns; these operations are one run.
  const caller = { run: settings.seed };
  watchCorruption();
  return { portion };

  function portion(): Operations {
    const used = new Set<string>();
    let taken = takenUntilNow();
    const generate = async (requests: readonly GenerateRequest[]) => {
      await untilTaken(settings.signal);
      const wanted = wantedOf(models, requests);
      counts.add({ requested: requests.length });
      const generations = await askAll(wanted, settings.signal, async (keyed, signal) => {
        return counts.note(await generateOne(keyed, { signal, caller, guard: settings.guard }), used);
      });
      const corrupt = takenSince(taken, used);
      taken = takenUntilNow();
      if (corrupt) throw new EngineCorrupt(corrupt.endpoint, corrupt.reason);
      return generations;
    };
    return { generate, stage: (name) => counts.add({ stage: name }), random: (purpose) => randomStream(settings.seed, purpose) };
  }
}

class Counts {
  readonly #progress: Progress = { requested: 0, done: 0, cached: 0, promptTokens: 0, completionTokens: 0, truncated: 0, stage: "" };
  readonly #report: (progress: Progress) => void;

  constructor(report: (progress: Progress) => void) {
    this.#report = report;
  }

  add(change: { stage?: string; requested?: number }): void {
    this.#progress.stage = change.stage ?? this.#progress.stage;
    this.#progress.requested += change.requested ?? 0;
    this.#report({ ...this.#progress });
  }

  /** Counts an answer and gives it the form that methods see. */
  note({ answered, stored, wasStored }: Fetched, used: Set<string>): Generation {
    const progress = this.#progress;
    if (stored.endpoint !== null) used.add(stored.endpoint);
    progress.done += 1;
    if (wasStored) progress.cached += 1;
    else {
      progress.promptTokens += stored.promptTokens;
      progress.completionTokens += stored.completionTokens;
    }
    if (answered.shortened > 0) progress.truncated += 1;
    this.#report({ ...progress });
    const { text, finishReason, promptTokens, completionTokens } = stored;
    const generation = { key: answered.name, text, finishReason, promptTokens, completionTokens };
    return answered.shortened > 0 ? { ...generation, shortenedQuotes: answered.shortened } : generation;
  }
}

/**
 * Starts every request as soon as its key is known, and gives all results, or the first failure, which is the method's; the
 * other requests then have nobody left who wants them.
 */
async function askAll(
  requests: readonly Wanted[],
  signal: AbortSignal,
  start: (keyed: KeyedRequest, signal: Stop) => Promise<Generation>,
): Promise<Generation[]> {
  const ending = new Ending();
  const stopListening = onAbort(signal, () => ending.abort(signal.reason));
  const end = (error: unknown) => ending.abort(error);
  try {
    const answers: Promise<Generation>[] = [];
    for (const [place, { model, request }] of requests.entries()) {
      if (place % KEYS_PER_TURN === KEYS_PER_TURN - 1) await breathe();
      ending.throwIfAborted();
      const answer = start(keyRequest(model, request), ending);
      answer.catch(end);
      answers.push(answer);
    }
    return await Promise.all(answers);
  } catch (error) {
    end(error);
    throw error;
  } finally {
    stopListening();
  }
}

interface Wanted {
  model: ServedModel;
  request: GenerateRequest;
}

/** @throws Error before anything is asked, when a model is not in the run */
function wantedOf(models: ReadonlyMap<string, ServedModel>, requests: readonly GenerateRequest[]): Wanted[] {
  return requests.map((request) => {
    const model = models.get(request.model);
    if (!model) throw new Error(`The method asked for a model that is not in this run: ${request.model}`);
    return { model, request };
  });
}
