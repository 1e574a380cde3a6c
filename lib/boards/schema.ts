import { z } from "zod";
import { blankIsAbsent, chosen, pageNumber } from "@/lib/lists/schema";
import { domains, doubtBelow } from "@/lib/tasks/schema";

/** Shapes of the boards, browser-safe: what the pages show and what the public interface answers. */

/** Splits that a board reports. Dev is what systems learn from, so it is never reported. */
export const boardSplits = ["test", "held_out"] as const;
export type BoardSplit = (typeof boardSplits)[number];

export const scopeKinds = ["overall", "domain", "task"] as const;
export type ScopeKind = (typeof scopeKinds)[number];

const interval = z.tuple([z.number(), z.number()]).describe("95 % interval [low, high], on the scale of the number it belongs to");

const rankBand = z
  .tuple([z.int(), z.int()])
  .describe("Ranks [best, worst] that the intervals leave open; rows whose bands overlap are not separable");

const memberShape = z.object({ name: z.string(), slug: z.string() });

/** A score with all that a reader needs to believe it. */
const scoreShape = z.object({
  score: z.number().describe("Mean score of the answers, 0 to 1"),
  n: z.int().describe("Questions answered and scored"),
  interval,
  chance: z.number().describe("Expected score of guessing, 0 to 1"),
  soFar: z.boolean().describe("True while a run behind the number is not finished"),
  unreadable: z.int().describe("Answers that the parser could not read; they score 0"),
  cut: z
    .int()
    .nullable()
    .describe(
      "Answers that ended at the limit of tokens; they count only where they had declared an answer before. Null unless it is known of every answer",
    ),
  mocoScore: z
    .number()
    .nullable()
    .describe("Mean score by the rules of MoCo 1.0.0, beside which published numbers stand; null unless it is known for every answer"),
  doubtful: z
    .int()
    .nullable()
    .describe(
      `Verdicts that are less than ${100 * doubtBelow} % certain to be those of a careful person; null unless the certainty of every verdict is known`,
    ),
  doubtBounds: z
    .tuple([z.number(), z.number()])
    .nullable()
    .describe("Scores [low, high] if every doubtful verdict were wrong, or every one right; null where `doubtful` is"),
});
export type Score = z.infer<typeof scoreShape>;

/** Why a score should be read with care: what it was made with and what it is measured by are not independent. */
const conflictShape = z.object({
  kind: z.enum(["training-data", "metric"]),
  task: z.string().describe("Slug of the task whose score is concerned"),
  domain: z.enum(domains),
  model: z.string().describe("Name of the model, or of the member, that it is about"),
  text: z.string().describe("What was found, in a sentence"),
});
export type Conflict = z.infer<typeof conflictShape>;

const standing = scoreShape.extend({
  name: z.string(),
  slug: z.string(),
  url: z.string().describe("Page of the model or system"),
  kind: z.enum(["individual", "system"]),
  scope: z.enum(scopeKinds),
  task: z.string().describe('Slug of the task, or "all" for a mean over tasks'),
  domain: z.enum(domains).nullable().describe("Null for the mean over all domains"),
  split: z.enum(boardSplits),
  rank: rankBand,
  run: z.int().nullable().describe("Number of the run behind a task's score; null for a mean over tasks"),
  answersUrl: z.string().describe("The answers that were scored"),
  conflicts: z.array(conflictShape).describe("Flags on scores that this one is made of; empty where nothing was found"),
});

export const modelStanding = standing.extend({
  kind: z.literal("individual"),
  hubId: z.string(),
  commit: z.string().nullable(),
  weightsHash: z.string().nullable(),
  baseModel: z.string().nullable(),
  parameters: z.number().nullable(),
  license: z.string().nullable(),
  contributor: z.string().nullable().describe("As the contributor wants to be named; null when not named"),
});
export type ModelStanding = z.infer<typeof modelStanding>;

/** A paired difference on the same questions. */
const gainShape = z.object({
  baseline: memberShape.describe("Best single model of the pool, chosen on dev"),
  chosenBy: z
    .enum(["baseline", "dev-ranking", "dev-scores"])
    .describe("Chosen by the baseline system of the same pool, by the system's own ranking of its members, or by the members' dev runs"),
  baselineScore: z.number(),
  difference: z.number().describe("Score of the system minus score of the baseline"),
  interval,
  n: z.int().describe("Questions that both answered"),
  wins: z.int().describe("Questions on which the system scored higher"),
  losses: z.int().describe("Questions on which the baseline scored higher"),
  p: z.number().describe("Exact McNemar test, two-sided"),
  detectable: z.number().describe("Smallest difference that n and the disagreement would show with 80 % power"),
  soFar: z.boolean(),
});
export type Gain = z.infer<typeof gainShape>;

/** What a system solves although each of its members fails. */
const emergenceShape = z.object({
  solved: z.int().describe("Questions that the system solves and every member alone fails"),
  n: z.int().describe("Questions of the scope that every member alone fails; overall, of all tasks of the split"),
  rate: z.number().describe("The former divided by the latter, 0 to 1"),
  interval,
  chance: z.number().describe("Share of them that guessing among the options no member chose would solve"),
  p: z.number().describe("Chance of at least as many solved by guessing alone"),
});
export type Emergence = z.infer<typeof emergenceShape>;

export const systemStanding = standing.extend({
  kind: z.literal("system"),
  method: z.string(),
  methodName: z.string(),
  isBaseline: z.boolean().describe("True for the best single model itself, which others are compared with"),
  members: z.array(memberShape),
  poolSize: z.int(),
  pool: z.string().describe("First twelve hex digits of the pool's digest"),
  gain: gainShape.nullable().describe("Null when the pool has no baseline on this split yet"),
  emergence: emergenceShape
    .nullable()
    .describe("Null for the best single model, while a member has not answered, and where every question is solved by some member"),
});
export type SystemStanding = z.infer<typeof systemStanding>;

/** Why rows are not shown. */
const hiddenReasons = ["consent", "withdrawn", "quarantined", "no_results", "incomplete", "flagged", "failed", "filter"] as const;
export const hiddenShape = z.object({ reason: z.enum(hiddenReasons), count: z.int() });
export type Hidden = z.infer<typeof hiddenShape>;

/** One more column: the score of a part of the scope (a domain of all, a task of a domain). */
export interface PartColumn {
  key: string;
  title: string;
}

/** A row of a table: the standing and the scores of the scope's parts. */
export type BoardRow<Row> = Row & { parts: Record<string, Score | null> };

const list = z.preprocess((value) => (typeof value === "string" ? [value] : value), z.array(z.string()).optional());

const sort = z.preprocess(blankIsAbsent, z.string().max(200).default("-score"));

/** What a reader chose to see: the whole state of the page, in its address. */
export const boardView = z.object({
  split: z.preprocess(blankIsAbsent, z.enum(boardSplits).default("test")).describe("Which questions"),
  domain: chosen(z.enum(domains)).describe("Scores over this domain"),
  task: chosen(z.string().max(200)).describe("Scores on this task (slug)"),
  method: chosen(z.string().max(100)).describe("Only systems of this method"),
  q: chosen(z.string().trim().max(100)).describe("Only names that hold all these words"),
  flagged: chosen(z.enum(["without"])).describe("Leaves flagged scores out, and tasks with any of them out of the means"),
  imported: chosen(z.enum(["show"])).describe("Shows results of other programs on the page; no part of the file"),
  modelSort: sort.describe("Column that orders the models, with a minus for the largest first"),
  systemSort: sort.describe("Column that orders the systems, with a minus for the largest first"),
  modelColumns: list.describe("Columns of the models; the usual ones if none is named"),
  systemColumns: list.describe("Columns of the systems; the usual ones if none is named"),
  modelPage: pageNumber.describe("Page of the models that is shown; a file holds all of them"),
  systemPage: pageNumber.describe("Page of the systems that is shown; a file holds all of them"),
});
export type BoardView = z.infer<typeof boardView>;
