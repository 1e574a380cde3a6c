import type { Stop } from "@/lib/serving/ending";
import { EngineCorrupt } from "@/lib/serving/errors";
import { type Around, aroundEach } from "./around-each";
import type { AskingClock } from "./asking-clock";
import type { OperationCalls, Operations } from "./contract";
import type { Asker } from "./memo/remember";
import type { ModelSource } from "./model-source";
import { type Performers, performFor, type RunContext } from "./performer";
import { Counts, type Progress } from "./progress";
import { randomStream } from "./random";
import type { Resources } from "./resources";
import type { ServedModel } from "./served-model";

export interface RunSettings {
  models: ModelSource;
  seed: string;
  /** Ends everything promptly; what was stored stays. */
  signal: AbortSignal;
  /** Called at every change, so it must be cheap. */
  onProgress(progress: Progress): void;
  /** Runs while the run waits for any operation; without it nobody measures. */
  clock?: AskingClock;
}

/** What one run may use: operations for each batch of its questions, several of which may be under way at once. */
export class RunOperations<Calls extends OperationCalls = OperationCalls> {
  readonly #resources: Resources;
  readonly #settings: RunSettings;
  readonly #performers: Performers<Calls>;
  readonly #counts: Counts;

  constructor(resources: Resources, settings: RunSettings, performers: Performers<Calls>) {
    this.#performers = performers;
    this.#resources = resources;
    this.#settings = settings;
    this.#counts = new Counts(settings.onProgress);
  }

  /**
   * Operations that are counted with the others of the run, but are told for themselves when an engine that they have texts of
   * turns out to be corrupt.
   */
  forBatch(): Calls & Operations {
    const { models, seed, signal, clock } = this.#settings;
    const used = new Set<string>();
    const run: RunContext = {
      resources: this.#resources,
      signal,
      counts: this.#counts,
      resolve: (label) => models.resolve(label),
      asker: (ending, model) => this.#asker(ending, model),
      use: (endpoint) => used.add(endpoint),
    };
    const sound = this.#soundly(used);
    const around: Around = (kind, work) => (clock ? clock.during(() => sound(kind, work)) : sound(kind, work));
    return {
      ...aroundEach(performFor(run, this.#performers), around),
      stage: (name) => this.#counts.stage(name),
      random: (purpose) => randomStream(seed, purpose),
    };
  }

  /** Nothing of the memo is used while texts of a corrupt engine are in it, and what rests on such texts is not given. */
  #soundly(used: ReadonlySet<string>): Around {
    const { quarantine } = this.#resources;
    let taken = quarantine.count;
    return async (_, work) => {
      await quarantine.untilTaken(this.#settings.signal);
      const result = await work();
      const corrupt = quarantine.takenSince(taken, used);
      taken = quarantine.count;
      if (corrupt) throw new EngineCorrupt(corrupt.endpoint, corrupt.reason);
      return result;
    };
  }

  #asker(signal: Stop, model: ServedModel | null): Asker {
    const guard = () => {
      if (model === null) return;
      this.#resources.refusals.require(model);
      this.#settings.models.guard?.(model);
    };
    // Runs that wait for the same endpoint take turns; these operations are one run.
    return { signal, caller: this, guard };
  }
}
