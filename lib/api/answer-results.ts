import type { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { canHold } from "@/lib/db/can-hold";
import { db } from "@/lib/db/client";
import { AppError, notFound } from "@/lib/errors";
import { answersInBatches } from "@/lib/results/answers-in-batches";
import { readAnswers } from "@/lib/results/read-answers";
import { answerColumns, columnMeanings } from "./answer-columns";
import { head } from "./answer-leaderboards";
import { jsonLines } from "./json-lines";
import { parquetFile } from "./parquet-file";
import type { resultsAnswer, resultsQuery } from "./run-shapes";

/** One page of a run's answers. @throws AppError NOT_FOUND, INVALID_INPUT for a task that the run does not cover */
export async function answerResults(
  actor: Actor,
  number: number,
  { task, after, limit = 100 }: z.infer<typeof resultsQuery>,
): Promise<z.infer<typeof resultsAnswer>> {
  const { state } = await findRun(actor, number, task);
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
  await findRun(actor, number, task);
  const batches = answersInBatches(actor, number, task);
  if (format === "jsonl") return jsonLines(batches);
  return parquetFile(batches, answerColumns, { ...head(), columns: columnMeanings() });
}

async function findRun(actor: Actor, number: number, task: string | undefined) {
  requirePermission(actor, "run:read");
  const run = await db().run.findUnique({
    where: { number },
    select: { state: true, tasks: { select: { task: { select: { slug: true } } } } },
  });
  if (!run) throw notFound("run");
  const slugs = run.tasks.map((entry) => entry.task.slug);
  if (task === undefined || (canHold(task) && slugs.includes(task))) return run;
  const message = `This run does not cover a task "${task}". It covers: ${slugs.join(", ")}.`;
  throw new AppError("INVALID_INPUT", message, [{ field: "task", message }]);
}
