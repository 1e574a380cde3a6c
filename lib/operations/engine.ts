import type { Pool } from "pg";
import { pool } from "@/lib/db/pool";
import { type EndpointSetting, env, type ScorerSettings } from "@/lib/env";
import { Directory } from "@/lib/serving/directory";
import { storedCanaries } from "@/lib/serving/health/canary-references";
import type { Scorers } from "@/lib/tasks/scoring/scorers";
import { AskingClocks } from "./asking-clock";
import type { Operations } from "./contract";
import type { Text } from "./generate/text";
import { Memo } from "./memo/memo";
import { Quarantine } from "./memo/quarantine";
import type { Remembered } from "./memo/remember";
import { SingleFlight } from "./memo/single-flight";
import { Refusals } from "./refusals";
import { RememberedScorers } from "./remembered-scorers";
import type { Resources } from "./resources";
import { RunOperations, type RunSettings } from "./run-operations";

/** What an engine works with. */
export interface EngineSettings {
  pool: Pool;
  endpoints: readonly EndpointSetting[];
  scorers: ScorerSettings;
}

/** All that operations of one process share: connections to model servers, the memo, and what is under way. */
export class Engine implements Resources {
  readonly directory: Directory;
  readonly memo: Memo;
  readonly texts = new SingleFlight<Remembered<Text>>();
  readonly quarantine: Quarantine;
  readonly refusals = new Refusals();
  /** How the runs of this engine share the time in which they wait for model servers. */
  readonly clocks = new AskingClocks();
  readonly #scorers: RememberedScorers;

  constructor({ pool, endpoints, scorers }: EngineSettings) {
    this.directory = new Directory(endpoints, { references: storedCanaries });
    this.memo = new Memo(pool);
    this.quarantine = new Quarantine(this.memo);
    this.#scorers = new RememberedScorers(scorers);
    this.directory.onCorruption((corruption) => this.quarantine.take(corruption));
  }

  /** The operations of one run, several batches of which may be under way at once. */
  openRun(settings: RunSettings): RunOperations {
    return new RunOperations(this, settings);
  }

  /** The operations of one run that does one thing after the other. */
  operations(settings: RunSettings): Operations {
    return this.openRun(settings).forBatch();
  }

  /** Its scorers, see `RememberedScorers`. */
  scorers(signal: AbortSignal): Scorers {
    return this.#scorers.for(signal);
  }

  /** Closes the connections to model servers when all that was answered is stored. Who still asks gets an error. */
  async close(): Promise<void> {
    await this.memo.untilSettled();
    await this.directory.close();
  }
}

/** An engine of its own. Whoever opens it closes it. */
export function openEngine(settings: EngineSettings): Engine {
  return new Engine(settings);
}

/** The engine that this process's environment describes. */
export function openConfiguredEngine(): Engine {
  const { ENDPOINTS: endpoints, SCORERS: scorers } = env();
  return openEngine({ pool: pool(), endpoints, scorers });
}
