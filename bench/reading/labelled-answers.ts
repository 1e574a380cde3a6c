import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type QuestionContent, questionContent } from "@/lib/tasks/types/registry";

/** One labelled answer, see `bench/reading/README.md`. */
const labelledAnswer = z.object({
  /** Answers that were written together; empty where nobody learns from them. */
  group: z.string().default(""),
  id: z.string(),
  taskType: z.enum(["multiple_choice", "exact_match", "f1_match", "noncompliance", "verifiable_instruction", "general_verifier", "coding"]),
  kind: z.enum(["terse", "formatted", "verbose", "hedged", "adversarial", "thinking", "empty", "wrong-language"]),
  question: z.string().default(""),
  choices: z.record(z.string(), z.string()).default({}),
  gold: z.unknown().optional(),
  answer: z.string(),
  /** What a careful person reads; null when there is nothing to read. */
  reads: z.string().nullable(),
  /** What the answer deserves, 0 to 1; 0 as well where a model or a sandbox decides. */
  score: z.number().default(0),
});
export type LabelledAnswer = z.infer<typeof labelledAnswer>;

/** Types whose verdicts weights are learned for, and whose certainty is measured. */
export const learnedTypes: ReadonlySet<string> = new Set(["multiple_choice", "exact_match", "f1_match", "noncompliance"]);

/** The answers that rules were tuned on and weights learned from; that weights alone learned from; that nothing learned from. */
type LabelledSet = "tuning" | "check" | "exam";

/** The labelled answers of some sets, in the order of their files. */
export function labelled(...sets: readonly LabelledSet[]): LabelledAnswer[] {
  return sets.flatMap((set) => readLabelled(join(process.cwd(), "bench", "reading", "labelled", `${set}.jsonl`)));
}

/** The labelled answers of one file. */
export function readLabelled(file: string): LabelledAnswer[] {
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.filter((line) => line.trim() !== "").map((line) => labelledAnswer.parse(JSON.parse(line)));
}

/** The question of a labelled answer as it would be stored. */
export function contentOf({ id, taskType, question, choices, gold }: LabelledAnswer): QuestionContent {
  const item = {
    multiple_choice: { question, choices, answer: gold },
    noncompliance: { input: question, expects: gold, category: "labelled" },
    exact_match: { input: question, output: gold },
    f1_match: { input: question, output: gold },
    verifiable_instruction: { input: question, checks: gold },
    general_verifier: { input: question, output: gold },
    coding: { input: question, test: "-" },
  }[taskType];
  return questionContent.parse({ taskType, id, ...item });
}
