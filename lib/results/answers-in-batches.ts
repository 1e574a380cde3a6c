import type { Actor } from "@/lib/auth/actor";
import { AppError } from "@/lib/errors";
import { readAnswers } from "./read-answers";
import type { AnswerRow } from "./schema";
import { stampOfRun } from "./stamp-of-run";

/** Rows that are read at once: answers of systems with long traces take some hundred kilobytes each. */
const batchSize = 250;

/**
 * All answers of a run, batch by batch in the order of their questions' ids. Whoever reads slowly holds nothing but one batch.
 * @throws AppError NOT_FOUND; CONFLICT when scores or consents changed on the way, because what was read before no longer holds
 */
export async function* answersInBatches(actor: Actor, number: number, task: string | undefined): AsyncGenerator<AnswerRow[]> {
  const { recorded } = await stampOfRun(number);
  let after: string | undefined;
  for (;;) {
    const rows = await readAnswers(actor, number, { task, after, take: batchSize });
    if ((await stampOfRun(number)).recorded !== recorded)
      throw new AppError("CONFLICT", "Scores or consents changed while they were read. Ask again.");
    if (rows.length > 0) yield rows;
    if (rows.length < batchSize) return;
    after = rows.at(-1)?.questionId;
  }
}
