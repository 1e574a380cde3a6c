import { z } from "zod";
import type { Split } from "@/lib/tasks/schema";
import type { EstimateAfter, RunEstimate } from "../estimating/schema";
import type { Caveat } from "../importing/schema";
import type { Blame, RunKind } from "../labels";
import type { PlanAgain } from "../launching/schema";
import type { RunState } from "../states";

/** Shapes of what is seen of runs and workers. Browser-safe. */

/** What the runs list may be narrowed to; the names are those of the URL. */
export const runFilter = z.object({
  state: z.enum(["active", "queued", "running", "waiting", "done", "failed", "cancelled"]).optional().catch(undefined),
  kind: z.enum(["individual", "system"]).optional().catch(undefined),
  page: z.coerce.number().int().positive().max(100_000).catch(1),
});
export type RunFilter = z.infer<typeof runFilter>;

/** One line of a list of runs. */
export interface RunRow {
  number: number;
  kind: RunKind;
  /** Model or system. */
  title: string;
  split: Split;
  taskCount: number;
  state: RunState;
  questionsDone: number;
  questionsTotal: number;
  queuedAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  failureCode: string | null;
  /** How many caveats an imported run carries; null for runs made here. */
  caveats: number | null;
}

/** Why a run does not get on although it is neither paused nor blocked. */
export interface RunWait {
  /** Runs that are taken before it; null for one that a worker had taken and then fell silent. */
  ahead: number | null;
  /** Workers that live. */
  workers: number;
}

/** What there is to tell of a model server of a run that does not serve as it should. */
export interface ServerNotice {
  /** As in ENDPOINTS; for operators only. */
  name: string | null;
  /**
   * It answers slowly; has sent nothing for a while, but lives; answers its first questions; says that it is loading a model; has
   * just failed; or is given up until it answers again.
   */
  kind: "slow" | "silent" | "starting" | "loading" | "away" | "given-up";
  /** An ISO date; null where there is none. */
  since: string | null;
  /** Of one answer, as it last wrote; null while it has written none. */
  tokensPerSecond: number | null;
  /** Servers of the same models that serve as they should. */
  others: number;
}

/** What changes while a run is executed, as sent to the browser each second. */
export interface RunSnapshot {
  number: number;
  state: RunState;
  stage: string;
  /** Null unless it waits in the queue, or its worker fell silent. */
  wait: RunWait | null;
  /** Empty while all its model servers are well. */
  servers: ServerNotice[];
  questionsDone: number;
  questionsTotal: number;
  operationsAsked: number;
  operationsDone: number;
  operationsCached: number;
  /** Newly made by model servers, over all executions. */
  generatedTokens: number;
  /** Prompts whose quoted answers were shortened to fit. */
  shortenedPrompts: number;
  /** Seconds since the run was first taken by a worker; null before. */
  elapsedSeconds: number | null;
  /** Answered questions per second since the present worker took it; null while unknown. */
  rate: number | null;
  secondsLeft: number | null;
  failureCode: string | null;
  failureMessage: string | null;
  blame: Blame | null;
}

/** One line of a run's history. */
export interface RunEventRow {
  key: string;
  by: string;
  from: RunState | null;
  to: RunState;
  why: string;
  createdAt: Date;
  /** Since the event before; null for the first. */
  secondsAfter: number | null;
  /** Of the lease under which a worker wrote it. */
  epoch: number | null;
  /** For operators only. */
  worker: string | null;
}

/** A worker as an operator sees it. */
export interface WorkerRow {
  id: string;
  startedAt: Date;
  /** Since its last heartbeat. */
  secondsAgo: number;
  isAlive: boolean;
  version: string;
  concurrency: number;
  /** Numbers of the runs that it holds. */
  runs: number[];
  /** Longest wait of its event loop between the last two heartbeats, in milliseconds. */
  lagMs: number;
}

/** Runs in one state that have not ended. */
export interface QueueDepth {
  state: RunState;
  count: number;
  /** Since the one that waits longest came into this state. */
  oldestSeconds: number;
  /** Of these, the runs whose worker fell silent. */
  silent: number;
}

/** A model server or a scorer as one worker sees it. */
export interface EndpointRow {
  workerId: string;
  /** Name in SCORERS; empty for a model server. */
  scorer: string;
  name: string;
  url: string;
  state: string;
  models: string[];
  /** Requests that may be on their way at once, those that are, and those that wait for a place. */
  window: number;
  inFlight: number;
  waiting: number;
  lastOkAt: Date | null;
  message: string | null;
  /** Which server it is, as far as it was recognised, and what an operator should know of that. */
  server: string | null;
  note: string | null;
}

/** Failed runs of one reason. */
export interface FailureGroup {
  key: string;
  code: string;
  /** Message of the newest of them. */
  example: string;
  blame: Blame | null;
  count: number;
  /** Newest first. */
  numbers: number[];
  latest: Date;
}

/** What a run cost so far, over all its executions. */
interface RunSpending {
  generations: number;
  promptTokens: number;
  completionTokens: number;
  /** At most so many more, of texts whose tokens the server did not count. */
  uncountedTokens: number;
  /** Its share of the time in which its worker waited for model servers. */
  seconds: number;
}

/** Why a run waits for approval. */
export interface RunPause {
  limit: "tokens" | "unreadable";
  why: string;
}

/** What a run's page says about it, results apart. */
export interface RunDetail {
  number: number;
  kind: RunKind;
  title: string;
  state: RunState;
  split: Split;
  questionsPerTask: number | null;
  /** The model, or the members of the pool in order. */
  models: { slug: string; name: string }[];
  system: { slug: string; method: string; pool: string; preparedAt: Date | null; devPerTask: number | null } | null;
  /** Parameters of the method, or how the single model's texts were drawn. */
  settings: { name: string; value: string }[];
  tasks: { slug: string; title: string }[];
  experiment: { slug: string; title: string } | null;
  /** For operators only. */
  worker: string | null;
  estimate: RunEstimate | null;
  /** The latest of those made while it ran; null while there is none. */
  newEstimate: EstimateAfter | null;
  spent: RunSpending;
  /** Generated tokens after which it pauses; null for never. */
  tokenCap: number | null;
  unreadableLimit: number | null;
  /** Null unless it waits for approval. */
  pause: RunPause | null;
  /** Null unless it is blocked and this reader may launch. */
  planAgain: PlanAgain | null;
  launchedBy: string | null;
  /** False where a contributor has not agreed to published scores and this reader is no operator. */
  scoresShown: boolean;
  /** Name of the log, where the run was imported; null where it was made here. */
  importedFrom: string | null;
  caveats: Caveat[];
  queuedAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  events: RunEventRow[];
}
