import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Transaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { Split } from "../schema";
import { contentOf, itemOf } from "./check-questions";
import type { TaskHead } from "./complete-head";
import type { StagedQuestions } from "./staged-questions";

const batchSize = 1_000;

/** A task that was checked and divided, ready to be stored. */
export interface ReadyTask {
  head: TaskHead;
  staged: StagedQuestions;
  splitOf: readonly (Split | null)[];
  notes: readonly string[];
  revision: string | null;
  fileHash: string | null;
  /** Of `digestOfReady`: made before the transaction, which must not wait for it. */
  digest: string;
}

/**
 * SHA-256 (hex) over the RFC 8785 canonical JSON of the task in the shape of our own files, made piece by piece: the same
 * as `importTask` gives for such a file.
 */
export function digestOfReady({ head, staged, splitOf }: Omit<ReadyTask, "digest">): string {
  const hash = createHash("sha256");
  const text = (value: unknown) => canonicalize(value) ?? "";
  const { slug: name, domain, taskType, ...rest } = head;
  hash.update(`{"description":${text(rest.description)},"domain":${text(domain.replaceAll("_", "-"))},"license":${text(rest.license)}`);
  hash.update(`,"name":${text(name)},"source":${text(rest.source)},"splits":{`);
  for (const [place, [field, split]] of fields.entries()) {
    hash.update(`${place > 0 ? "," : ""}"${field}":[`);
    let first = true;
    for (const [, row] of staged.rows((index) => splitOf[index] === split)) {
      hash.update(`${first ? "" : ","}${text(itemOf(taskType, row))}`);
      first = false;
    }
    hash.update("]");
  }
  hash.update(`},"taskType":${text(taskType)},"title":${text(rest.title)}}`);
  return hash.digest("hex");
}

/** In the order of canonical JSON. */
const fields: readonly [string, Split][] = [
  ["dev", "dev"],
  ["heldOut", "held_out"],
  ["test", "test"],
];

/**
 * Stores a task with all its questions. The same content again changes nothing.
 * @throws AppError CONFLICT when the name is in use for other content
 */
export async function storeTask(
  tx: Transaction,
  task: ReadyTask,
  onProgress: (done: number) => void,
): Promise<{ id: string; created: boolean }> {
  const { head, revision, fileHash, notes, digest } = task;
  const added = await tx.task.createMany({ data: [{ ...head, digest, revision, fileHash, notes: [...notes] }], skipDuplicates: true });
  const row = await tx.task.findUniqueOrThrow({ where: { slug: head.slug }, select: { id: true, digest: true } });
  if (row.digest !== digest) throw otherContent(head.slug, row.digest, digest);
  if (added.count > 0) await storeQuestions(tx, row.id, task, onProgress);
  return { id: row.id, created: added.count > 0 };
}

/** The error for a name that is in use. */
function otherContent(slug: string, present: string, given: string): AppError {
  return new AppError(
    "CONFLICT",
    `A task "${slug}" with other content exists (digest ${present.slice(0, 12)}, this file ${given.slice(0, 12)}). ` +
      "Results refer to its questions, so it cannot change: give the new content a new name.",
  );
}

async function storeQuestions(tx: Transaction, taskId: string, task: ReadyTask, onProgress: (done: number) => void): Promise<void> {
  const { staged, splitOf, head } = task;
  const next: Record<Split, number> = { held_out: 0, dev: 0, test: 0 };
  let batch: unknown[] = [];
  let done = 0;
  const flush = async () => {
    // One parameter for all rows: the client keeps what it knows of each parameter until the transaction ends.
    await tx.$executeRaw`
      INSERT INTO "Question" (id, "taskId", split, position, key, content)
      SELECT gen_random_uuid(), ${taskId}::uuid, row.split::"Split", row.position, row.key, row.content
      FROM jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) AS row(split text, position int, key text, content jsonb)`;
    done += batch.length;
    batch = [];
    onProgress(done);
  };
  for (const [index, row] of staged.rows((place) => splitOf[place] !== null)) {
    const split = splitOf[index];
    if (!split) continue;
    const content = contentOf(head.taskType, row);
    batch.push({ split, position: next[split], key: content.id, content });
    next[split] += 1;
    if (batch.length >= batchSize) await flush();
  }
  if (batch.length > 0) await flush();
}
