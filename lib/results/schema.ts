import { z } from "zod";
import type { DecisionLine } from "@/lib/methods/schema";
import type { Interval } from "@/lib/statistics/schema";

/** Shapes of results. Browser-safe. */
export const resultFilter = z.object({
  task: z.string().optional().catch(undefined),
  show: z.enum(["wrong", "right", "unreadable", "cut", "doubtful"]).optional().catch(undefined),
  page: z.coerce.number().int().positive().max(100_000).catch(1),
});
export type ResultFilter = z.infer<typeof resultFilter>;

/** How far doubtful verdicts could move a mean score. */
export interface Doubts extends Interval {
  /** Verdicts that are less certain than `doubtBelow`. */
  doubtful: number;
}

/** How a run did on one task. */
export interface TaskScore extends Interval {
  slug: string;
  title: string;
  mean: number;
  n: number;
  unreadable: number;
  /** Answers that ended at the limit of tokens; null unless it is known of every answer. */
  cut: number | null;
  /** Mean by the rules of MoCo; null unless every answer has one. */
  mocoScore: number | null;
  /** Null unless the certainty of every verdict is known. */
  doubts: Doubts | null;
}

/** One thing that a member said; `text` is null where its contributor has not agreed to published texts. */
interface ShownStep {
  stage: string;
  model: string;
  text: string | null;
  /** Key (hex) of the generation that holds the text and what was asked; null where the text is withheld or was imported. */
  generation: string | null;
}

/** One scored answer as the run's page shows it. */
export interface ShownResult {
  questionId: string;
  task: string;
  prompt: string;
  /** Null where a member has not agreed to published texts. */
  answer: string | null;
  parsed: string | null;
  parseReason: string;
  score: number;
  /** Score of the same answer by the rules of MoCo; null where they have none. */
  mocoScore: number | null;
  /** How likely the score is the one that a careful person gives, 0.5 to 1; null where that is unknown. */
  certainty: number | null;
  /** Its text ended at the limit of tokens; null where nobody knows. */
  cut: boolean | null;
  steps: ShownStep[];
  /** What the method decided, as lines of name and value. */
  decision: DecisionLine[];
}
