import type { Transaction } from "@/lib/db/client";
import { storableText } from "@/lib/db/storable-text";
import { inTransaction } from "@/lib/db/transaction";
import { failPoint } from "@/lib/fail-point";
import { type QuarantineMark, requireSound } from "@/lib/operations/memo/find-quarantined";
import { countAnswers } from "@/lib/runs/executing/save-progress";
import type { ScoredAnswer } from "@/lib/runs/executing/scored-answer";
import { guardLease, type Lease } from "@/lib/runs/state/lease";

/**
 * Stores the answers of one batch and the run's progress together or not at all. Safe to repeat: an
 * answer that is there already stays.
 * @param since texts that were quarantined later spoil what rests on them
 * @throws LeaseLost when a newer lease executes the run; EngineCorrupt when an answer rests on a text that was quarantined
 */
export async function recordResults(lease: Lease, answers: readonly ScoredAnswer[], since: QuarantineMark): Promise<void> {
  failPoint("before-record");
  await inTransaction(async (tx) => {
    // Before the run's row is locked: whoever takes results back locks in this order, too.
    await requireSound(tx, since, { generations: answers.flatMap(({ trace }) => trace.steps.map(({ generation }) => generation)) });
    await guardLease(tx, lease);
    const count = await insertResults(tx, lease.runId, answers);
    failPoint("inside-record");
    await countAnswers(tx, lease, count);
  });
  failPoint("after-record");
}

/** One parameter for all rows, because translating them one by one costs more than storing them. @returns how many were new */
function insertResults(tx: Transaction, runId: string, answers: readonly ScoredAnswer[]): Promise<number> {
  const rows = answers.map(({ questionId, text, trace, verdict, parser, cut }) => ({
    questionId,
    answer: text,
    trace,
    parsed: verdict.parsed,
    parseReason: verdict.reason,
    parser,
    score: verdict.score,
    mocoScore: verdict.mocoScore,
    certainty: verdict.certainty,
    cut,
  }));
  return tx.$executeRaw`
    INSERT INTO "Result" ("runId", "questionId", answer, trace, parsed, "parseReason", parser, score, "mocoScore", certainty, cut)
    SELECT ${runId}::uuid, row.* FROM json_to_recordset(${storableJson(rows)}::json) AS row(
      "questionId" uuid, answer text, trace jsonb, parsed text, "parseReason" text, parser text, score float8, "mocoScore" float8,
      certainty float8, cut boolean)
    ON CONFLICT DO NOTHING`;
}

/** What plain JSON says of characters that Postgres cannot hold: NUL and half surrogate pairs. */
const unstorable = /\\u(?:0000|d[89a-f])/;

function storableJson(rows: unknown): string {
  const json = JSON.stringify(rows);
  if (!unstorable.test(json)) return json;
  return JSON.stringify(rows, (_, value: unknown) => (typeof value === "string" ? storableText(value) : value));
}
