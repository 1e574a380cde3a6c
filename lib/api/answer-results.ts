import type { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { answersInBatches } from "@/lib/results/answers-in-batches";
import { readAnswers } from "@/lib/results/read-answers";
import { answerColumns, columnMeanings } from "./answer-columns";
import { head } from "./answer-leaderboards";
import { findAnsweredRun } from "./find-answered-run";
import { jsonLines } from "./json-lines";
import { parquetFile } from "./parquet-file";
import type { resultsAnswer, resultsQuery } from "./run-shapes";

/** One page of a run's answers. @throws AppError NOT_FOUND, INVALID_INPUT for a task that the run does not cover */
export async function answerResults(
  actor: Actor,
  number: number,
  { task, after, limit = 100 }: z.infer<typeof resultsQuery>,
): Promise<z.infer<typeof resultsAnswer>> {
  const { state } = await findAnsweredRun(actor, number, task);
  const found = await readAnswers(actor, number, { task, after, take: limit + 1 });
  const rows = found.slice(0, limit);
  return { ...head(), run: number, state, rows, next: found.length > limit ? (rows.at(-1)?.questionId ?? null) : null };
}

/**
 * All answers of a run as a file, made while it is read: a consent that is taken back on the way breaks it off.
 * @throws AppError NOT_FOUND, INVALID_INPUT for a task that the run does not cover
 */
export async function answerResultsFile(
  actor: Actor,
  number: number,
  { task }: z.infer<typeof resultsQuery>,
  format: "jsonl" | "parquet",
): Promise<AsyncGenerator<Uint8Array<ArrayBuffer>>> {
  await findAnsweredRun(actor, number, task);
  const batches = answersInBatches(actor, number, task);
  if (format === "jsonl") return jsonLines(batches);
  return parquetFile(batches, answerColumns, { ...head(), columns: columnMeanings() });
}
