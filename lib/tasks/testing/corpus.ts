import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readDecision } from "@/lib/reading/read-decision";
import { meansTheSame } from "@/lib/reading/values/comparable-value";
import { tokenF1 } from "@/lib/reading/values/token-f1";
import { judgeAnswer, readAnswer } from "../scoring/judge-answer";
import { type QuestionContent, questionContent } from "../types/registry";

/** One labelled answer, see `lib/tasks/corpus/README.md`. */
const labelledAnswer = z.object({
  id: z.string(),
  taskType: z.enum(["multiple_choice", "exact_match", "f1_match", "noncompliance", "verifiable_instruction", "general_verifier", "coding"]),
  kind: z.enum(["terse", "formatted", "verbose", "hedged", "adversarial", "thinking", "empty", "wrong-language"]),
  question: z.string().optional(),
  choices: z.record(z.string(), z.string()).optional(),
  gold: z.unknown().optional(),
  answer: z.string(),
  /** What a careful person reads; null when there is nothing to read. */
  reads: z.string().nullable(),
  score: z.number().optional(),
});
export type LabelledAnswer = z.infer<typeof labelledAnswer>;

const folder = join(process.cwd(), "lib", "tasks", "corpus");
export const sets = [
  "tuning",
  "second",
  "third",
  "fourth",
  "fifth",
  "sixth",
  "seventh",
  "check",
  "eighth",
  "ninth",
  "tenth",
  "eleventh",
  "twelfth",
  "thirteenth",
  "fourteenth",
  "fifteenth",
  "sixteenth",
] as const;
export type CorpusSet = (typeof sets)[number];

/** All labelled answers of one set, in the order of their files. */
export function readCorpus(set: CorpusSet): LabelledAnswer[] {
  const names = readdirSync(join(folder, set)).filter((name) => name.endsWith(".jsonl"));
  return names.sort().flatMap((name) => readLabelled(join(folder, set, name)));
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
    noncompliance: { input: question, expects: gold, category: "corpus" },
  };
  const fields = {
    exact_match: { output: gold },
    f1_match: { output: gold },
    verifiable_instruction: { checks: gold },
    coding: { test: "-" },
  };
  const special = item[taskType as keyof typeof item] ?? { input: question, ...fields[taskType as keyof typeof fields] };
  return questionContent.parse({ taskType, id, ...special });
}

/** What is wrong with our reading and scoring of a labelled answer; null when a careful person agrees. */
export function disagreement(line: LabelledAnswer): string | null {
  if (line.taskType === "general_verifier") return decisionFault(line);
  const content = contentOf(line);
  const reading = readAnswer(content, line.answer);
  if (line.taskType === "coding") return reading.parsed === line.reads ? null : `reads ${reading.parsed} (${reading.reason})`;
  const verdict = judgeAnswer(content, line.answer);
  if (Math.abs(verdict.score - (line.score ?? 0)) > 0.001) return `scores ${verdict.score}, reads ${verdict.parsed} (${verdict.reason})`;
  if (line.taskType === "verifiable_instruction") return null;
  const { parsed } = verdict;
  if (parsed === null || line.reads === null) return parsed === line.reads ? null : `reads ${parsed} (${verdict.reason})`;
  return sameReading(line, parsed, line.reads) ? null : `reads ${parsed} (${verdict.reason})`;
}

function sameReading(line: LabelledAnswer, ours: string, theirs: string): boolean {
  if (line.taskType === "f1_match") return meansTheSame(ours, theirs) || tokenF1(ours, theirs) === 1;
  return line.taskType === "exact_match" ? meansTheSame(ours, theirs) : ours === theirs;
}

function decisionFault({ answer, reads }: LabelledAnswer): string | null {
  const decision = readDecision(answer);
  const words = decision === null ? null : { true: "yes", false: "no" }[`${decision}`];
  return words === reads ? null : `reads ${words}`;
}
