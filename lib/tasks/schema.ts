/** Shapes of tasks, browser-safe. */
export const domains = ["general_qa", "reasoning", "knowledge", "safety", "instruction_following"] as const;
export type Domain = (typeof domains)[number];

export const splits = ["held_out", "dev", "test"] as const;
export type Split = (typeof splits)[number];

/** Name and version of the answer parsers of this folder; a change of what they accept is a new version. */
export const parserVersion = "strict/6";

/** What the parser made of an answer. `parsed` is null when it could not read one. */
export interface Verdict {
  parsed: string | null;
  reason: string;
  /** 0 to 1, except for the logits of reward models. */
  score: number;
  /**
   * How likely the score is the one that a careful person gives, 0.5 to 1, as measured on labelled answers that neither
   * weights nor rules had seen (`lib/reading/certainty`); null where a model or a sandbox scores, of which nothing is known.
   */
  certainty: number | null;
}

/** A verdict that is less certain is doubtful: a person should read the answer. Chosen in docs/scoring.md. */
export const doubtBelow = 0.95;

/** Whether somebody should read the answer; nothing is known of a verdict without certainty. */
export function isDoubtful(certainty: number | null): boolean {
  return certainty !== null && certainty < doubtBelow;
}

/** A verdict, and what the rules of MoCo say of the same answer. */
export interface Assessment extends Verdict {
  /** Null where those rules say nothing, or need a model as well. */
  mocoScore: number | null;
}

/** A question ready to be asked: the complete prompt, and a way to judge answers without showing the gold. */
export interface PreparedQuestion {
  id: string;
  taskId: string;
  prompt: string;
  /** A right answer in the form that the prompt asks for; on dev questions with one right answer only. */
  gold?: string;
  /** Comparable form of an answer, equal for answers that mean the same; null when unreadable. @param cut it ended at the limit of tokens */
  read(answer: string, cut?: boolean): string | null;
  /** Whether scores are shares from 0 to 1, or logits of a reward model, which have no bounds and no zero of their own. */
  scale: "share" | "logit";
  /**
   * Scores an answer as results are scored, by its text or by the scorer that its type needs; methods may call it on dev
   * questions only.
   * @param cut it ended at the limit of tokens
   * @throws AppError CONFLICT where that scorer is not configured, UNAVAILABLE where it is away
   */
  score(answer: string, cut?: boolean): Promise<Verdict>;
}
