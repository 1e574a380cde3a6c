import { z } from "zod";
import { AppError } from "@/lib/errors";
import { mocoVersion } from "@/lib/reading/moco/version";
import { parserVersion } from "../schema";
import { exactMatch } from "../types/exact-match";
import { inOurWords } from "../types/in-our-words";
import { questionContent, taskTypeNames, taskTypeOf } from "../types/registry";
import { assessAnswer } from "./assess-answer";
import type { Scorers } from "./scorers";

/** Dashes may stand for underscores. */
const typed = z.object({
  taskType: z
    .string()
    .transform((name) => name.replaceAll("-", "_"))
    .pipe(z.enum(taskTypeNames)),
});
const unknownType = `is none of ${taskTypeNames.join(", ")}`;

/** What every line has beside what its type compares with. */
const line = z
  .object({
    id: z.union([z.string(), z.number()]).optional(),
    answer: z.string("is missing or no text"),
    // As model servers write it; "length" is the limit of tokens.
    finish_reason: z.string().nullish(),
  })
  .transform(({ id, answer, finish_reason }) => ({ id, said: answer, cut: finish_reason === "length" }));

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
 * @param record parsed JSON: `{ taskType, question, choices?, gold, answer, finish_reason?, id? }`
 * @throws AppError INVALID_INPUT naming the fields, CONFLICT where its type cannot be scored here
 */
export async function scoreRecord(record: unknown, scorers: Scorers): Promise<ScoredRecord> {
  if (typeof record !== "object" || record === null || Array.isArray(record)) {
    throw new AppError("INVALID_INPUT", `the line: must be one JSON object such as {"taskType": "${exactMatch.name}", "question": …}`);
  }
  const named = typed.safeParse(record);
  if (!named.success) throw new AppError("INVALID_INPUT", `taskType: ${unknownType}`, [{ field: "taskType", message: unknownType }]);
  const { taskType } = named.data;
  const outcome = z.intersection(taskTypeOf(taskType).record, line).safeParse(record, { error: inOurWords });
  if (!outcome.success) {
    const fields = outcome.error.issues.map(({ path, message }) => ({ field: path.join("."), message }));
    throw new AppError("INVALID_INPUT", fields.map(({ field, message }) => `${field}: ${message}`).join("; "), fields);
  }
  const { id, said, cut, ...item } = outcome.data;
  const content = questionContent.parse({ ...item, id: id ?? "", taskType });
  const { score, parsed, reason, certainty, mocoScore } = await assessAnswer(content, said, scorers, cut);
  const ours = { score, parsed, why: reason, parser: parserVersion, certainty };
  return { ...(id !== undefined && { id }), ...ours, mocoScore, mocoParser: mocoVersion };
}
