import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Transaction } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { AppError, type FieldProblem } from "@/lib/errors";
import { promptOf } from "../prompts";
import type { Split } from "../schema";
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

/**
 * Imports a task file. Doing it again changes nothing; other content under a known slug is refused, because results
 * refer to the questions that were asked.
 * @param tx pass a transaction, so that a task never stands without its questions
 * @param file parsed JSON, checked wholly before anything is written
 * @throws AppError INVALID_INPUT for a faulty file or a question that stands in two splits, CONFLICT for a slug in use
 */
export async function importTask(tx: Transaction, file: unknown): Promise<ImportedTask> {
  const task = readTaskFile(file);
  const repeated = countRepeated(task);
  const digest = digestOf(file);
  const { questions, slug, ...rest } = task;
  const added = await tx.task.createMany({ data: [{ slug, digest, ...rest }], skipDuplicates: true });
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

/** @throws AppError when a question stands in two splits: what was learned from must not be tested on. */
function countRepeated(task: TaskFile): number {
  const seen = new Map<string, { split: Split; position: number }>();
  const problems: FieldProblem[] = [];
  let repeated = 0;
  for (const { split, position, content } of task.questions) {
    const prompt = promptOf(content).replace(/\s+/g, " ").trim().toLowerCase();
    const first = seen.get(prompt);
    if (!first) seen.set(prompt, { split, position });
    else if (first.split === split) repeated += 1;
    else {
      const message = `is the same question as splits.${fieldOf(first.split)}[${first.position}]; a question may stand in one split only`;
      problems.push({ field: `splits.${fieldOf(split)}[${position}]`, message });
    }
  }
  if (problems.length > 0) throw refusal(problems);
  return repeated;
}

function fieldOf(split: Split): string {
  return split === "held_out" ? "heldOut" : split;
}
