import { z } from "zod";
import type { DecisionLine } from "@/lib/methods/schema";
import type { Interval } from "@/lib/statistics/schema";
import { splits } from "@/lib/tasks/schema";

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
export interface ShownStep {
  stage: string;
  model: string;
  text: string | null;
  /** Key (hex) of the generation that holds the text and what was asked; null where the text is withheld or was imported. */
  generation: string | null;
  /** Names of the members among which it chose, where it did; null as well where the text is withheld. */
  choice: ShownChoice | null;
}

export interface ShownChoice {
  between: string[];
  chosen: string;
  /** Whether the text names the chosen one. */
  named: boolean;
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

/** Why something is kept from a reader; "unknown" where nobody here knows who wrote it. */
const keptReason = z.enum(["consent", "quarantined", "withdrawn", "unknown"]);

/** What a scored answer amounts to; "scored" where a scale has neither right nor wrong. */
const verdictNames = ["right", "partly", "wrong", "unreadable", "scored"] as const;
export type VerdictName = (typeof verdictNames)[number];

const answerStep = z.object({
  stage: z.string().describe("What the text was for, in the words of the method"),
  model: z.string().describe("Slug of who said it, or the name that the log of another program gives"),
  text: z.string().nullable().describe("Null where it is kept"),
  kept: keptReason.nullable().describe("Why the text is kept from you; null where it is not"),
  generation: z.string().nullable().describe("Key of the stored text (hex); null where it is kept or was imported"),
  finishReason: z.string().nullable().describe('Why the model stopped: "stop", or "length" where the text was cut; null where unknown'),
});

/** One answer of a run with all that researchers need to check its score. */
export const answerRow = z.object({
  run: z.int().describe("Number of the run"),
  task: z.string().describe("Slug of the task"),
  split: z.enum(splits),
  position: z.int().describe("Place of the question in its split, from 0"),
  key: z.string().describe("Identifier of the question in the task's own file"),
  questionId: z.uuid().describe("Identifier of the question here; rows come in its order"),
  question: z.string().describe("What was asked, without the options and the instructions around it"),
  expected: z.string().describe("What a right answer is, in words"),
  answer: z.string().nullable().describe("The text that was scored; null where it is kept"),
  answerKept: keptReason.nullable().describe("Why answer, reading and form are kept from you; null where they are not"),
  verdict: z
    .enum(verdictNames)
    .nullable()
    .describe('What the score amounts to: "unreadable" where nothing could be read, "scored" where a scale has neither right nor wrong'),
  score: z.number().nullable().describe("0 to 1; a logit for tasks that a reward model scores; null where it is kept"),
  scoreKept: keptReason.nullable().describe("Why verdict and scores are kept from you; null where they are not"),
  mocoScore: z.number().nullable().describe("Score of the same answer by the rules of MoCo 1.0.0; null where they have none"),
  certainty: z
    .number()
    .nullable()
    .describe("How likely the score is the one that a careful person gives, 0.5 to 1; null where that is unknown"),
  read: z.string().nullable().describe("What was read out of the answer; null where nothing was, or where it is kept"),
  form: z.string().nullable().describe("In which form the answer was found, or why none was; null where it is kept"),
  parser: z.string().describe("Name and version of the parser"),
  finishReason: z.string().nullable().describe("Of the text that became the answer; null where several did or nothing is known"),
  cut: z.boolean().nullable().describe("Whether that text was cut at the limit of tokens; null where unknown"),
  steps: z.array(answerStep).describe("Who said what on the way to the answer"),
  decision: z.array(z.object({ name: z.string(), value: z.string() })).describe("What the method decided; empty where texts are kept"),
  recordedAt: z.iso.datetime().describe("When the answer was recorded (UTC)"),
});
export type AnswerRow = z.infer<typeof answerRow>;
