import { canHold } from "@/lib/db/can-hold";
import type { FieldProblem } from "@/lib/errors";
import type { Split } from "../schema";
import type { QuestionContent } from "../types/registry";
import { convertItem } from "./convert-item";
import { comparableText, textHash } from "./fingerprint";
import { NearIndex } from "./near-pairs";
import type { StagedQuestion, StagedQuestions } from "./staged-questions";
import { fieldPath, readItem, refusal } from "./task-file";

/** Problems that are looked for before the reading stops. */
const problemsAtMost = 1_000;

/** What is known of staged questions once each was read. Some 250 bytes of memory for each. */
export interface CheckedQuestions {
  lists: Split[];
  /** Hash of the normalised text; NaN for a question that is faulty or without a gold answer. */
  hashes: number[];
  near: NearIndex;
  withoutGold: number[];
  /** Those that something is wrong with, and what. */
  faulty: number[];
  problems: FieldProblem[];
}

/** A question of the source in our shape; null where it has no gold answer. */
export function itemOf(taskType: string, row: StagedQuestion): unknown {
  return convertItem(taskType, row.value, `${row.list}-${row.position}`);
}

/** A question that `checkQuestions` found to be whole. */
export function contentOf(taskType: string, row: StagedQuestion): QuestionContent {
  const read = readItem(taskType, itemOf(taskType, row));
  if (!read.success) throw new Error(`A checked question is not whole: ${read.error.message}`);
  return read.data;
}

/**
 * Reads every question and remembers what it looks like, and what is wrong with it.
 * @param unit what the source counts: lines, or rows
 * @throws AppError INVALID_INPUT that names line, list and field of each faulty question, where there are too many to go on
 */
export function checkQuestions(
  staged: StagedQuestions,
  taskType: string,
  unit: string,
  onProgress: (done: number) => void,
): CheckedQuestions {
  const checked: CheckedQuestions = { lists: [], hashes: [], near: new NearIndex(), withoutGold: [], faulty: [], problems: [] };
  const { problems } = checked;
  for (const [index, row] of staged.rows()) {
    checked.lists.push(row.list);
    const item = itemOf(taskType, row);
    if (item === null) {
      checked.withoutGold.push(index);
      checked.hashes.push(Number.NaN);
      continue;
    }
    const read = readItem(taskType, item);
    const faults = read.success ? unstorable(read.data) : read.error.issues;
    problems.push(...faults.map((issue) => problemAt(row, unit, issue)));
    if (problems.length >= problemsAtMost) {
      problems.push({ field: `${unit} ${row.line}`, message: `the reading stopped here, after ${problems.length} problems` });
      throw refusal(problems);
    }
    if (read.success && faults.length === 0) {
      const text = comparableText(read.data);
      checked.hashes.push(textHash(text));
      checked.near.add(index, text);
    } else {
      checked.faulty.push(index);
      checked.hashes.push(Number.NaN);
    }
    if (index % 500 === 0) onProgress(index);
  }
  onProgress(staged.length);
  return checked;
}

interface Fault {
  path: readonly PropertyKey[];
  message: string;
}

function problemAt(row: StagedQuestion, unit: string, { path, message }: Fault): FieldProblem {
  const field = path[0];
  const line = typeof field === "string" ? (row.lines[field] ?? row.line) : row.line;
  return { field: `${unit} ${line}, ${row.list}${fieldPath([row.position, ...path])}`, message };
}

/** The database stores no text with a zero character or half of a surrogate pair. */
function unstorable(value: unknown, path: readonly PropertyKey[] = []): Fault[] {
  if (typeof value === "string") {
    if (!canHold(value)) return [{ path, message: "holds a zero character (\\u0000), which cannot be stored" }];
    return value.isWellFormed() ? [] : [{ path, message: "holds half of a surrogate pair, which is no character" }];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => unstorable(inner, [...path, key]));
}
