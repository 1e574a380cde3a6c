import { EngineCorrupt } from "@/lib/serving/errors";
import { askAll } from "./ask-all";
import type { GenerateRequest, Operations } from "./contract";
import { generateOne } from "./generate/generate-one";
import { keyRequest } from "./generate/request";
import { Counts, type Progress } from "./progress";
import { randomStream } from "./random";
import type { Resources } from "./resources";
import type { ServedModel } from "./served-model";

export interface RunSettings {
  models: readonly ServedModel[];
  seed: string;
  /** Ends everything promptly; what was stored stays. */
  signal: AbortSignal;
  /** Called at every change, so it must be cheap. */
  onProgress(progress: Progress): void;
  /**
   * Called before a text of a model is looked up, and again right before each time it is asked for. What it throws ends the
   * request, and with it the call. Refused models are never asked, with or without it.
   */
  guard?(model: ServedModel): void;
}

/** What one run may use: operations for each batch of its questions, several of which may be under way at once. */
export class RunOperations {
  readonly #resources: Resources;
  readonly #settings: RunSettings;
  readonly #models: ReadonlyMap<string, ServedModel>;
  readonly #counts: Counts;

  constructor(resources: Resources, settings: RunSettings) {
    this.#resources = resources;
    this.#settings = settings;
    this.#models = new Map(settings.models.map((model) => [model.label, model]));
    this.#counts = new Counts(settings.onProgress);
  }

  /**
   * Operations that are counted with the others of the run, but are told for themselves when an engine that they have texts of
   * turns out to be corrupt.
   */
  forBatch(): Operations {
    const { seed, signal } = this.#settings;
    const { quarantine } = this.#resources;
    const used = new Set<string>();
    let taken = quarantine.count;
    const generate = async (requests: readonly GenerateRequest[]) => {
      await quarantine.untilTaken(signal);
      const wanted = this.#wantedOf(requests);
      this.#counts.request(requests.length);
      const generations = await askAll(wanted, signal, async ({ model, request }, ending) => {
        const guard = () => this.#guard(model);
        const answer = await generateOne(keyRequest(model, request), { signal: ending, caller: this, guard }, this.#resources);
        if (answer.result.stored.endpoint !== null) used.add(answer.result.stored.endpoint);
        return this.#counts.note(answer);
      });
      const corrupt = quarantine.takenSince(taken, used);
      taken = quarantine.count;
      if (corrupt) throw new EngineCorrupt(corrupt.endpoint, corrupt.reason);
      return generations;
    };
    return { generate, stage: (name) => this.#counts.stage(name), random: (purpose) => randomStream(seed, purpose) };
  }

  #guard(model: ServedModel): void {
    this.#resources.refusals.require(model);
    this.#settings.guard?.(model);
  }

  /** @throws Error before anything is asked, when a model is not in the run */
  #wantedOf(requests: readonly GenerateRequest[]): { model: ServedModel; request: GenerateRequest }[] {
    return requests.map((request) => {
      const model = this.#models.get(request.model);
      if (!model) throw new Error(`The method asked for a model that is not in this run: ${request.model}`);
      return { model, request };
    });
  }
}
