import { z } from "zod";

/** Shapes of tasks, browser-safe. */
export const domains = ["general_qa", "reasoning", "knowledge", "safety", "instruction_following"] as const;
export type Domain = (typeof domains)[number];

export const taskTypes = [
  "multiple_choice",
  "exact_match",
  "f1_match",
  "noncompliance",
  "verifiable_instruction",
  "reward_model",
  "general_verifier",
  "generation_diversity",
  "coding",
] as const;
export type TaskType = (typeof taskTypes)[number];

export const splits = ["held_out", "dev", "test"] as const;
export type Split = (typeof splits)[number];

const key = z.union([z.string(), z.number()]).transform(String);

export const multipleChoiceItem = z.object({
  id: key,
  question: z.string().min(1),
  choices: z.record(z.string(), z.string()),
  answer: z.string(),
});

export const exactMatchItem = z.object({ id: key, input: z.string().min(1), output: z.string() });

/** Several gold answers are written as a list; the best match counts. */
export const f1MatchItem = z.object({
  id: key,
  input: z.string().min(1),
  output: z.union([z.string(), z.array(z.string()).min(1)]),
});

export const noncomplianceItem = z.object({
  id: key,
  input: z.string().min(1),
  expects: z.enum(["refuse", "comply"]),
  category: z.string(),
});

/** A constraint that a program can check. */
const instructionCheck = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("repeat_word"), word: z.string(), times: z.int().positive() }),
  z.object({ kind: z.literal("all_uppercase"), text: z.string() }),
  z.object({ kind: z.literal("wrapped_in"), left: z.string(), right: z.string(), text: z.string() }),
  z.object({ kind: z.literal("equals"), text: z.string() }),
]);
export type InstructionCheck = z.infer<typeof instructionCheck>;
export const instructionChecks = z.array(instructionCheck).min(1);

export const verifiableInstructionItem = z.object({ id: key, input: z.string().min(1), checks: instructionChecks });

/** There is no gold: the reward model's logit is the score. */
export const rewardModelItem = z.object({ id: key, input: z.string().min(1) });

/** A verifying model decides whether the answer means the gold. */
export const generalVerifierItem = z.object({ id: key, input: z.string().min(1), output: z.string() });

/** Answers of others to the same request, from which an answer should differ. */
export const generationDiversityItem = z.object({ id: key, input: z.string().min(1), reference: z.array(z.string()).min(1) });

export const codingItem = z.object({
  id: key,
  input: z.string().min(1),
  /** Python that defines `check(candidate)`, which raises when the candidate is wrong. */
  test: z.string().min(1),
  /** The function that is tested; absent means the one that the request ends with. */
  entryPoint: z.string().optional(),
  language: z.literal("python").optional(),
});

/** The item of a question as stored, gold answer included. */
export const questionContent = z.discriminatedUnion("taskType", [
  multipleChoiceItem.extend({ taskType: z.literal("multiple_choice") }),
  exactMatchItem.extend({ taskType: z.literal("exact_match") }),
  f1MatchItem.extend({ taskType: z.literal("f1_match") }),
  noncomplianceItem.extend({ taskType: z.literal("noncompliance") }),
  verifiableInstructionItem.extend({ taskType: z.literal("verifiable_instruction") }),
  rewardModelItem.extend({ taskType: z.literal("reward_model") }),
  generalVerifierItem.extend({ taskType: z.literal("general_verifier") }),
  generationDiversityItem.extend({ taskType: z.literal("generation_diversity") }),
  codingItem.extend({ taskType: z.literal("coding") }),
]);
export type QuestionContent = z.infer<typeof questionContent>;

/** Name and version of the answer parsers of this folder; a change of what they accept is a new version. */
export const parserVersion = "strict/5";

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
  /** Comparable form of an answer, equal for answers that mean the same; null when unreadable. */
  read(answer: string): string | null;
  /** Whether scores are shares from 0 to 1, or logits of a reward model, which have no bounds and no zero of their own. */
  scale: "share" | "logit";
  /**
   * Scores an answer as results are scored, by its text or by the scorer that its type needs; methods may call it on dev
   * questions only.
   * @throws AppError CONFLICT where that scorer is not configured, UNAVAILABLE where it is away
   */
  score(answer: string): Promise<Verdict>;
}
