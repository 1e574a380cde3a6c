import type { QuarantineMark } from "@/lib/operations/memo/find-quarantined";
import type { ScoredAnswer } from "./scored-answer";

/** Batches in one transaction, at most: answers of long discussions are megabytes. */
const togetherAtMost = 5;

type RecordBatch = (answers: readonly ScoredAnswer[], since: QuarantineMark) => Promise<void>;

interface Waiting {
  answers: readonly ScoredAnswer[];
  since: QuarantineMark;
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * Records batches in one transaction at a time, because each locks the run's row. Those that come meanwhile go together into
 * the next one, which fails or succeeds for all of them.
 */
export function recordInTurn(record: RecordBatch): RecordBatch {
  const waiting: Waiting[] = [];
  let isRecording = false;
  const recordAll = async () => {
    isRecording = true;
    while (waiting.length > 0) {
      const batches = waiting.splice(0, togetherAtMost);
      const [since = 0n] = batches.map((batch) => batch.since).toSorted((one, other) => Number(one - other));
      try {
        await record(
          batches.flatMap(({ answers }) => answers),
          since,
        );
        for (const { resolve } of batches) resolve();
      } catch (error) {
        for (const { reject } of batches) reject(error);
      }
    }
    isRecording = false;
  };
  return (answers, since) =>
    new Promise((resolve, reject) => {
      waiting.push({ answers, since, resolve, reject });
      if (!isRecording) void recordAll();
    });
}
