import { db } from "@/lib/db/client";
import { type Split, splits } from "../schema";
import { checkQuestions } from "./check-questions";
import type { TaskHead } from "./complete-head";
import { decideSplits } from "./decide-splits";
import type { ImportChoices, ImportProgress } from "./import-choices";
import type { StagedQuestions } from "./staged-questions";
import { digestOfReady, storeTask } from "./store-task";
import { ImportRefusal, refusal } from "./task-file";

/** A hundred thousand questions take some ten seconds; a slow disk may take ten times as long. */
const storingMs = 600_000;

/** The questions of one source, not checked yet. */
export interface StagedTask {
  head: TaskHead;
  staged: StagedQuestions;
  choices: ImportChoices;
  /** What the source counts its questions in. */
  unit: "line" | "row";
  revision: string | null;
  fileHash: string | null;
  /** What was decided before. */
  notes: readonly string[];
}

/** What an import did. */
export interface ImportOutcome extends TaskHead {
  id: string;
  /** False when the same content was there already. */
  created: boolean;
  digest: string;
  counts: Record<Split, number>;
  notes: string[];
}

/**
 * Checks, divides and stores staged questions.
 * @throws AppError INVALID_INPUT, CONFLICT
 */
export async function importStaged(task: StagedTask, onProgress: (progress: ImportProgress) => void): Promise<ImportOutcome> {
  const { head, staged, choices, unit } = task;
  if (staged.length === 0) throw refusal([{ field: "the file", message: "has no questions in dev, test or heldOut" }]);
  const total = staged.length;
  const checked = checkQuestions(staged, head.taskType, unit, (done) => onProgress({ stage: "checking", done, total, unit: "questions" }));
  const { splitOf, notes } = decideSplits({ staged, taskType: head.taskType, checked, choices, unit });
  const divided = { ...task, splitOf, notes: [...task.notes, ...notes] };
  const ready = { ...divided, digest: digestOfReady(divided) };
  const counts = countSplits(splitOf);
  const kept = counts.held_out + counts.dev + counts.test;
  const stored = await db().$transaction(
    (tx) => storeTask(tx, ready, (done) => onProgress({ stage: "storing", done, total: kept, unit: "questions" })),
    { maxWait: 10_000, timeout: storingMs },
  );
  return { ...head, ...stored, digest: ready.digest, counts, notes: ready.notes };
}

/**
 * What is wrong with staged questions, to be said together with what is wrong with the task as a whole.
 * @returns the refusal of the questions; null where they are whole
 */
export function refusalOfQuestions({ staged, choices, unit }: Pick<StagedTask, "staged" | "choices" | "unit">, taskType: string) {
  try {
    decideSplits({ staged, taskType, checked: checkQuestions(staged, taskType, unit, () => {}), choices, unit });
    return null;
  } catch (error) {
    if (error instanceof ImportRefusal) return error;
    throw error;
  }
}

function countSplits(splitOf: readonly (Split | null)[]): Record<Split, number> {
  const counts: Record<Split, number> = { held_out: 0, dev: 0, test: 0 };
  for (const split of splits) counts[split] = splitOf.filter((one) => one === split).length;
  return counts;
}
