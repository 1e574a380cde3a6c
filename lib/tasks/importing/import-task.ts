import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Transaction } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { AppError, type FieldProblem } from "@/lib/errors";
import { normalizeText } from "../normalize-text";
import type { Split } from "../schema";
import { taskTypeOf } from "../types/registry";
import { comparableText } from "./fingerprint";
import { readTaskFile, refusal, type TaskFile } from "./task-file";

/** What an import did. */
export interface ImportedTask {
  id: string;
  slug: string;
  /** SHA-256 (hex) of the file's canonical JSON. */
  digest: string;
  /** False when the same content was there already. */
  created: boolean;
  /** Questions that stand more than once in their split; they are kept, because the source has them so. */
  repeated: number;
}

/** How strict an import is. */
export interface ImportRules {
  /** What becomes of a question that stands in two splits with its options in another order: refused, or a note on the task's page. */
  reordered?: "refuse" | "note";
  /** Whether it comes with the portal. */
  example?: boolean;
}

/**
 * Imports a task file. Doing it again changes nothing; other content under a known slug is refused, because results
 * refer to the questions that were asked.
 * @param tx pass a transaction, so that a task never stands without its questions
 * @param file parsed JSON, checked wholly before anything is written
 * @throws AppError INVALID_INPUT for a faulty file, a question that stands in two splits or has two golds, CONFLICT for a slug in use
 */
export async function importTask(tx: Transaction, file: unknown, rules: ImportRules = {}): Promise<ImportedTask> {
  const task = readTaskFile(file);
  const { repeated, notes } = findRepeated(task, rules);
  const digest = digestOf(file);
  const { questions, slug, ...rest } = task;
  const added = await tx.task.createMany({
    data: [{ slug, digest, notes, example: rules.example ?? false, ...rest }],
    skipDuplicates: true,
  });
  const row = await tx.task.findUniqueOrThrow({ where: { slug }, select: { id: true, digest: true } });
  if (row.digest !== digest) {
    throw new AppError(
      "CONFLICT",
      `A task "${slug}" with other content exists (digest ${row.digest.slice(0, 12)}, this file ${digest.slice(0, 12)}). ` +
        "Results refer to its questions, so it cannot change: give the new content a new name.",
    );
  }
  if (added.count > 0) await tx.question.createMany({ data: questions.map((question) => rowOf(row.id, question)) });
  return { id: row.id, slug, digest, created: added.count > 0, repeated };
}

function rowOf(taskId: string, { split, position, content }: TaskFile["questions"][number]): Prisma.QuestionCreateManyInput {
  return { taskId, split, position, key: content.id, content };
}

/** SHA-256 (hex) over RFC 8785 canonical JSON: the order of fields and the spacing of the file do not matter. */
function digestOf(file: unknown): string {
  return createHash("sha256")
    .update(canonicalize(file) ?? "")
    .digest("hex");
}

/**
 * Compares questions by their text and their options in any order.
 * @throws AppError when a question stands in two splits, because what was learned from must not be tested on, or twice in
 * one split with other golds, because no answer is right for both
 */
function findRepeated(task: TaskFile, { reordered = "refuse" }: ImportRules): { repeated: number; notes: string[] } {
  const seen = new Map<string, TaskFile["questions"][number]>();
  const problems: FieldProblem[] = [];
  const notes: string[] = [];
  let repeated = 0;
  for (const question of task.questions) {
    const form = comparableText(question.content);
    const first = seen.get(form);
    if (!first) {
      seen.set(form, question);
      continue;
    }
    const isReordered = promptOf(first) !== promptOf(question) && inOneSpelling(first) !== inOneSpelling(question);
    const [place, earlier] = [placeOf(question), placeOf(first)];
    if (first.split === question.split) {
      repeated += 1;
      if (goldOf(first) !== goldOf(question))
        problems.push({
          field: place,
          message: `is the same question as ${earlier} with another gold answer: correct or remove one of them`,
        });
    } else if (isReordered && reordered === "note") {
      notes.push(`${place} is the same question as ${earlier} with its options in another order, in another split.`);
    } else {
      const how = isReordered ? ", with its options in another order" : "";
      problems.push({ field: place, message: `is the same question as ${earlier}${how}; a question may stand in one split only` });
    }
  }
  if (problems.length > 0) throw refusal(problems);
  return { repeated, notes };
}

function inOneSpelling(question: TaskFile["questions"][number]): string {
  return normalizeText(promptOf(question));
}

function promptOf({ content }: TaskFile["questions"][number]): string {
  return taskTypeOf(content.taskType).prompt(content);
}

function goldOf({ content }: TaskFile["questions"][number]): string {
  return taskTypeOf(content.taskType).gold(content);
}

function placeOf({ split, position }: TaskFile["questions"][number]): string {
  return `splits.${fieldOf(split)}[${position}]`;
}

function fieldOf(split: Split): string {
  return split === "held_out" ? "heldOut" : split;
}
