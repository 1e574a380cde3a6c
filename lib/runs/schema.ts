import { z } from "zod";
import type { Split } from "@/lib/tasks/schema";
import type { Blame, RunKind } from "./labels";
import type { RunState } from "./states";

/** Shapes of runs. Browser-safe. */
const runSplits = ["test", "held_out"] as const satisfies readonly Split[];

const list = z.preprocess((value) => (typeof value === "string" ? [value] : (value ?? [])), z.array(z.string().min(1)));
const questionLimit = z.preprocess(
  (value) => (value === "" || value === undefined ? null : value),
  z.coerce
    .number("Give a whole number, or leave it empty for all.")
    .int("Give a whole number.")
    .positive("At least 1, or empty for all.")
    .nullable(),
);

/** A whole number, or nothing where the field is left empty. */
const optionalNumber = (wrong: string) =>
  z.preprocess(
    (value) => (value === "" || value === null ? undefined : value),
    z.coerce.number(wrong).int(wrong).nonnegative(wrong).optional(),
  );

/** Beyond what any run could spend, and still exact as a number. */
const tokensAtMost = 1_000_000_000_000;
const tokenCount = optionalNumber("Give a whole number of tokens.").refine(
  (tokens) => tokens === undefined || tokens <= tokensAtMost,
  "That is more than any run could spend; give 0 for no limit.",
);

const shared = {
  split: z.enum(runSplits, "Choose the split to evaluate on."),
  /** Slugs; none means all tasks. */
  tasks: list,
  /** Questions per task from the front; null means all. */
  questionsPerTask: questionLimit,
  priority: z.coerce.number().int().default(0),
  /** Each run pauses after so many generated tokens; 0 means never, and without it the estimate decides. */
  tokenCap: tokenCount.optional(),
  /** Each run pauses when more of its answers cannot be read, in percent; 100 means never. */
  unreadablePercent: optionalNumber("Give a whole percentage from 0 to 100.")
    .refine((percent) => percent === undefined || percent <= 100, "Give a whole percentage from 0 to 100.")
    .optional(),
  /** Number of the run that is cancelled because this takes its place. */
  replaces: optionalNumber("This is no number of a run.").optional(),
};

/** What a person or a plan asks to launch. Models are named by slug. */
export const launchInput = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("individual"),
    /** Slugs; the word "all" among them means each runnable model. */
    models: list.refine((models) => models.length > 0, "Choose at least one model."),
    /** How texts are drawn; missing settings take the defaults of the methods. */
    decoding: z.record(z.string(), z.unknown()).default({}),
    ...shared,
  }),
  z.object({
    kind: z.literal("system"),
    method: z.string().min(1, "Choose a method."),
    /** Slugs, in the order of the pool. */
    models: list.refine((models) => models.length > 0, "Choose the members of the pool."),
    parameters: z.record(z.string(), z.unknown()).default({}),
    devPerTask: questionLimit,
    ...shared,
  }),
]);
export type LaunchInput = z.infer<typeof launchInput>;

const spread = z.object({ p50: z.number(), p90: z.number() });
/** The middle of what may happen, and what nine of ten cases stay below. */
export type Spread = z.infer<typeof spread>;

/** What a run, or all runs of a launch, are expected to cost; stored with a run when it is launched. */
export const runEstimate = z.object({
  /** Distinct model calls, those that the memo answers included, and how many it answers. */
  calls: z.number(),
  known: z.number(),
  /** False where the calls were extrapolated from some of the questions, or depend on what models say. */
  exact: z.boolean(),
  /** Calls that model servers have to answer. */
  requests: spread,
  /** Tokens that they generate for them. */
  tokens: spread,
  /** How long they need if nothing else waits; null while no run has measured it. */
  seconds: spread.nullable(),
  /** Shares of these calls by what is known about the length of their answers: the same model on the same task, something alike, nothing. */
  lengths: z.object({ measured: z.number(), similar: z.number(), guessed: z.number() }),
  draws: z.number(),
});
export type RunEstimate = z.infer<typeof runEstimate>;

/** What all of a run is expected to cost, spent and left, as it was estimated again when a stage of it was over. */
export const estimateAfter = z.object({
  after: z.enum(["learning", "the first answers"]),
  requests: spread,
  tokens: spread,
  seconds: spread.nullable(),
});
export type EstimateAfter = z.infer<typeof estimateAfter>;

/** A maintainer's answer to a run that waits for approval; an empty cap means none. */
export const approveInput = z.object({
  number: z.coerce.number().int().positive().max(2_147_483_647),
  tokenCap: z
    .preprocess((value) => (value === "" || value === undefined ? null : value), z.union([z.null(), tokenCount]))
    .transform((cap) => cap ?? null),
});
export type ApproveInput = z.infer<typeof approveInput>;

export const runReference = z.object({ number: z.coerce.number().int().positive().max(2_147_483_647) });

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

/** What a careful reader should know of a run that was not made here. */
export const caveat = z.object({ id: z.string(), text: z.string() });
export type Caveat = z.infer<typeof caveat>;

/** Why a run does not get on although it is neither paused nor blocked. */
export interface RunWait {
  /** Runs that are taken before it; null for one that a worker had taken and then fell silent. */
  ahead: number | null;
  /** Workers that live. */
  workers: number;
}

/** What changes while a run is executed, as sent to the browser each second. */
export interface RunSnapshot {
  number: number;
  state: RunState;
  stage: string;
  /** Null unless it waits in the queue, or its worker fell silent. */
  wait: RunWait | null;
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

/** A model server as one worker sees it. */
export interface EndpointRow {
  workerId: string;
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

/** The press that queues a group of failed runs again. */
export const retryGroup = z.object({
  group: z.string().regex(/^[0-9a-f]{16}$/, "This is no group of failures."),
  confirm: z.literal("yes", "Tick the box first: every run of the group is queued again."),
});

/** How the last press on a group went, in the page's address. */
export const retriedGroup = z.object({ retried: z.coerce.number().int().nonnegative(), left: z.coerce.number().int().nonnegative() });

/** What a run cost so far, over all its executions. */
interface RunSpending {
  generations: number;
  promptTokens: number;
  completionTokens: number;
  /** Its share of the time in which its worker waited for model servers. */
  seconds: number;
}

/** Why a run waits for approval. */
export interface RunPause {
  limit: "tokens" | "unreadable";
  why: string;
}

/** How a blocked run can go on without the models that block it. */
export interface PlanAgain {
  without: { slug: string; name: string }[];
  /** Address of the launch page, filled in; null when no model remains, or when none blocks it any more. */
  address: string | null;
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
