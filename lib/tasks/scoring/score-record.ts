import { z } from "zod";
import { AppError } from "@/lib/errors";
import { mocoVersion } from "@/lib/reading/moco/version";
import { instructionChecks, parserVersion, type QuestionContent, questionContent, taskTypes } from "../schema";
import { assessAnswer } from "./assess-answer";
import type { Scorers } from "./scorers";

const common = {
  id: z.union([z.string(), z.number()]).optional(),
  question: z.string().min(1, "is empty"),
  answer: z.string("is missing or no text"),
};
const text = z.string().refine((gold) => gold.trim() !== "", "is empty");
const texts = z.array(text).min(1, "is an empty list");
const choices = z
  .record(z.string(), z.string())
  .refine((options) => Object.keys(options).length >= 2, "needs at least two options")
  .superRefine((options, context) => {
    const gap = missingKey(Object.keys(options));
    if (gap !== null) {
      const message = `there is no option ${gap}: options are named without a gap, as the answer counts them (${Object.keys(options).join(", ")})`;
      context.addIssue({ code: "custom", message });
    }
  });

/** One answer to be scored, as a line of a file gives it. `gold` is what its type compares with. */
const scorable = z.discriminatedUnion(
  "taskType",
  [
    z.object({ ...common, taskType: z.literal("multiple_choice"), choices, gold: z.coerce.string() }),
    z.object({
      ...common,
      taskType: z.literal("exact_match"),
      gold: z.union([text, z.number().transform(String)], "is missing, empty, or neither text nor a number"),
    }),
    z.object({
      ...common,
      taskType: z.literal("f1_match"),
      gold: z.union([text, texts], "is missing or empty: write a text or a list of texts"),
    }),
    z.object({ ...common, taskType: z.literal("noncompliance"), gold: z.enum(["refuse", "comply"], 'must be "refuse" or "comply"') }),
    z.object({ ...common, taskType: z.literal("verifiable_instruction"), gold: instructionChecks }),
    z.object({ ...common, taskType: z.literal("reward_model") }),
    z.object({ ...common, taskType: z.literal("general_verifier"), gold: text }),
    z.object({ ...common, taskType: z.literal("generation_diversity"), gold: texts }),
    z.object({ ...common, taskType: z.literal("coding"), gold: text, entryPoint: z.string().optional() }),
  ],
  `is none of ${taskTypes.join(", ")}`,
);
type Scorable = z.infer<typeof scorable>;

/** What a scored line says. */
export interface ScoredRecord {
  id?: string | number;
  score: number;
  /** Null when nothing could be read. */
  parsed: string | null;
  why: string;
  parser: string;
  /** How likely the score is the one that a careful person gives, 0.5 to 1; null where a model or a sandbox scores. */
  certainty: number | null;
  /** Score by the rules of MoCo; null where they say nothing. */
  mocoScore: number | null;
  mocoParser: string;
}

/**
 * Scores one answer from anywhere.
 * @param record parsed JSON: `{ taskType, question, choices?, gold, answer, id? }`
 * @throws AppError INVALID_INPUT naming the fields, CONFLICT where its type cannot be scored here
 */
export async function scoreRecord(record: unknown, scorers: Scorers): Promise<ScoredRecord> {
  if (typeof record !== "object" || record === null || Array.isArray(record)) {
    throw new AppError("INVALID_INPUT", 'the line: must be one JSON object such as {"taskType": "exact_match", "question": …}');
  }
  const outcome = scorable.safeParse(withUnderscores(record));
  if (!outcome.success) {
    const fields = outcome.error.issues.map(({ path, message }) => ({ field: path.join("."), message }));
    throw new AppError("INVALID_INPUT", fields.map(({ field, message }) => `${field || "the line"}: ${message}`).join("; "), fields);
  }
  const { id, answer } = outcome.data;
  const { score, parsed, reason, certainty, mocoScore } = await assessAnswer(contentOf(outcome.data), answer, scorers);
  const ours = { score, parsed, why: reason, parser: parserVersion, certainty };
  return { ...(id !== undefined && { id }), ...ours, mocoScore, mocoParser: mocoVersion };
}

/** The first letter or number that is left out of keys which are letters from A or numbers; null where none is. */
function missingKey(keys: readonly string[]): string | null {
  const areLetters = keys.every((key) => /^[A-Z]$/.test(key));
  if (!areLetters && !keys.every((key) => /^\d{1,3}$/.test(key))) return null;
  const places = keys.map((key) => (areLetters ? key.charCodeAt(0) - 65 : Number(key)));
  const from = areLetters ? 0 : Math.min(...places, 1);
  const wanted = keys.map((_, offset) => from + offset).find((place) => !places.includes(place));
  if (wanted === undefined) return null;
  return areLetters ? String.fromCharCode(65 + wanted) : String(wanted);
}

function withUnderscores(record: unknown): unknown {
  if (typeof record !== "object" || record === null || !("taskType" in record) || typeof record.taskType !== "string") return record;
  return { ...record, taskType: record.taskType.replaceAll("-", "_") };
}

function contentOf(record: Scorable): QuestionContent {
  const { taskType } = record;
  return questionContent.parse({ id: record.id ?? "", taskType, ...itemOf(record) });
}

function itemOf(record: Scorable): Record<string, unknown> {
  switch (record.taskType) {
    case "multiple_choice":
      if (!(record.gold in record.choices)) {
        throw new AppError("INVALID_INPUT", `gold: is none of the options ${Object.keys(record.choices).join(", ")}`);
      }
      return { question: record.question, choices: record.choices, answer: record.gold };
    case "noncompliance":
      return { input: record.question, expects: record.gold, category: "unknown" };
    case "verifiable_instruction":
      return { input: record.question, checks: record.gold };
    case "generation_diversity":
      return { input: record.question, reference: record.gold };
    case "coding":
      return { input: record.question, test: record.gold, entryPoint: record.entryPoint };
    case "reward_model":
      return { input: record.question };
    case "exact_match":
    case "f1_match":
    case "general_verifier":
      return { input: record.question, output: record.gold };
  }
}
