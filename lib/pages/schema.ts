import { z } from "zod";
import { boardSplits, type Hidden } from "@/lib/boards/schema";
import { blankIsAbsent, chosen, pageNumber, searchWords } from "@/lib/lists/schema";
import type { RunSnapshot } from "@/lib/runs/watching/schema";
import { domains } from "@/lib/tasks/schema";

/** Which questions of a table a reader asked for. */
export const outcomes = ["system-better", "single-better", "emergent", "lost", "right", "wrong"] as const;
export type Outcome = (typeof outcomes)[number];

export const answersView = z.object({
  split: z.preprocess(blankIsAbsent, z.enum(boardSplits).default("test")),
  domain: chosen(z.enum(domains)),
  task: chosen(z.string().max(200)),
  outcome: chosen(z.enum(outcomes)),
  page: pageNumber,
});
export type AnswersView = z.infer<typeof answersView>;

/** Pages of one model or system only choose the split; anything else they are given leads to the usual one. */
export const pageView = z.object({ split: z.enum(boardSplits).catch("test") });

/** The list of models. */
export const modelsView = z.object({
  state: z.enum(["listed", "runnable", "withdrawn", "quarantined"]).optional().catch(undefined),
  q: searchWords,
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
});

/** A question as a page shows it. */
export interface QuestionView {
  text: string;
  /** Options of a multiple-choice question. */
  options: { letter: string; text: string; correct: boolean }[];
  /** What a right answer is, in words. */
  expected: string;
}

/** The run that measures a submitted model alone. */
export interface OwnRun extends Pick<RunSnapshot, "number" | "state" | "questionsDone" | "questionsTotal" | "secondsLeft" | "wait"> {
  queuedAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
}

/** What others met on the same way: from the pool to the first run, and from its start to its end. */
export interface EarlierModels {
  models: number;
  /** Medians; null where nothing is known. */
  secondsUntilQueued: number | null;
  secondsRunning: number | null;
}

/** What became of a submission after it came into the pool. */
export interface AfterPool {
  admittedAt: Date;
  /** Of its model. */
  slug: string;
  /** Why its scores are not public; null when they may be. */
  hidden: Hidden["reason"] | null;
  run: OwnRun | null;
  /** Whether it stands on the leaderboard. */
  ranked: boolean;
  /** Runs of systems with it that are done. */
  systems: number;
  earlier: EarlierModels;
}
