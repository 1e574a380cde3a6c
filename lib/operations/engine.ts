import type { Pool } from "pg";
import { pool } from "@/lib/db/pool";
import { type EndpointSetting, env, type ScorerSettings } from "@/lib/env";
import { Directory } from "@/lib/serving/directory";
import { storedCanaries } from "@/lib/serving/health/canary-references";
import { chatCanary } from "@/lib/serving/health/chat-canary";
import type { MeasuredSpeed } from "@/lib/serving/speeds/store-speeds";
import type { EndpointState } from "@/lib/serving/states";
import { noScorers, type Scorers } from "@/lib/tasks/scoring/scorers";
import { AskingClocks } from "./asking-clock";
import type { Operations } from "./contract";
import { embedKind } from "./embed/perform";
import type { Text } from "./generate/text";
import { Memo } from "./memo/memo";
import { Quarantine } from "./memo/quarantine";
import type { Remembered } from "./memo/remember";
import { ScoreMemo } from "./memo/score-memo";
import { type ScoreRows, storedScores } from "./memo/score-rows";
import { SingleFlight } from "./memo/single-flight";
import { onlyThese } from "./model-source";
import { performers } from "./performers";
import { Refusals } from "./refusals";
import type { Makers, Resources } from "./resources";
import { rewardKind } from "./reward/perform";
import { RunOperations, type RunSettings } from "./run-operations";
import type { ScorerName } from "./scores/score-kind";
import { Scorer } from "./scores/scorer";
import { verifyKind } from "./verify/perform";

/** What an engine works with. */
export interface EngineSettings {
  pool: Pool;
  endpoints: readonly EndpointSetting[];
  scorers: ScorerSettings;
  /** Where scores are kept: in the database, where this does not say. */
  scores?: ScoreRows;
  /** Who trains and merges; nobody, where this does not say. */
  makers?: Makers;
}

/** How an endpoint is. */
export interface EndpointReport extends EndpointState {
  /** Name in SCORERS; empty for an endpoint of ENDPOINTS. */
  scorer: ScorerName | "";
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
  readonly scorers: Resources["scorers"];
  readonly makers: Makers;

  constructor({ pool, endpoints, scorers: { reward, verify, embed }, scores = storedScores, makers = {} }: EngineSettings) {
    this.directory = new Directory(endpoints, { canary: chatCanary(storedCanaries) });
    this.memo = new Memo(pool);
    this.quarantine = new Quarantine(this.memo);
    const memo = new ScoreMemo(scores);
    this.scorers = {
      reward: reward ? new Scorer(rewardKind, reward, memo) : null,
      verify: verify ? new Scorer(verifyKind, verify, memo) : null,
      embed: embed ? new Scorer(embedKind, embed, memo) : null,
    };
    this.makers = makers;
    this.directory.onCorruption((corruption) => this.quarantine.take(corruption));
  }

  /** The operations of one run, several batches of which may be under way at once. */
  openRun(settings: RunSettings): RunOperations {
    return new RunOperations(this, settings, performers);
  }

  /** The operations of one run that does one thing after the other. */
  operations(settings: RunSettings): Operations {
    return this.openRun(settings).forBatch();
  }

  /** The scorers of this engine, asked through operations. There is no sandbox for programs yet. */
  scorersFor(operations: Operations): Scorers {
    const { reward, verify, embed } = this.scorers;
    return {
      ...noScorers,
      reward: reward && operations.reward,
      verify: verify && operations.verify,
      embed: embed && operations.embed,
    };
  }

  /** Its scorers, for somebody who executes no run. */
  scorersAlone(signal: AbortSignal = new AbortController().signal): Scorers {
    return this.scorersFor(this.operations({ models: onlyThese([]), seed: "", signal, onProgress: () => undefined }));
  }

  /** How all endpoints are, scorers included. Who asks keeps them being probed. */
  describeEndpoints(): EndpointReport[] {
    const { reward, verify, embed } = this.scorers;
    const statesOf = (scorer: EndpointReport["scorer"], asked: Pick<Directory, "describe"> | null) =>
      (asked?.describe() ?? []).map((state) => ({ ...state, scorer }));
    return [...statesOf("", this.directory), ...statesOf("reward", reward), ...statesOf("verify", verify), ...statesOf("embed", embed)];
  }

  /** How fast models and scorers were since this was called last. */
  takeSpeeds(): MeasuredSpeed[] {
    const { reward, verify, embed } = this.scorers;
    const speedsOf = (scorer: MeasuredSpeed["scorer"], asked: Pick<Directory, "takeSpeeds"> | null) =>
      (asked?.takeSpeeds() ?? []).map((speed) => ({ ...speed, scorer }));
    return [...speedsOf("", this.directory), ...speedsOf("reward", reward), ...speedsOf("verify", verify), ...speedsOf("embed", embed)];
  }

  /** Closes the connections to all servers and waits until what they answered is stored. Who still asks gets an error. */
  async close(): Promise<void> {
    const { reward, verify, embed } = this.scorers;
    await Promise.all([this.directory, reward, verify, embed, this.makers].map((each) => each?.close?.()));
    await this.memo.untilSettled();
  }
}

/** An engine of its own. Whoever opens it closes it. */
export function openEngine(settings: EngineSettings): Engine {
  return new Engine(settings);
}

/** The engine that this process's environment describes. @param makers of weights, for a process that executes runs */
export function openConfiguredEngine(makers: Makers = {}): Engine {
  const { ENDPOINTS: endpoints, SCORERS: scorers } = env();
  return openEngine({ pool: pool(), endpoints, scorers, makers });
}
