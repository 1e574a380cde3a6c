import { createHash, randomUUID } from "node:crypto";
import { db } from "@/lib/db/client";
import type { ConsentScope, Model, Run, Task } from "@/lib/db/generated/client";
import { labelOf } from "@/lib/pool/label";
import { type Domain, type Split, splits } from "@/lib/tasks/schema";
import { exactMatch } from "@/lib/tasks/types/exact-match";

const zooScopes: ConsentScope[] = ["S1_run", "S2_publish_scores", "S3_publish_outputs", "S4_distil", "S5_merge"];

/** Decoding whose answers are equal for equal questions. */
export const greedy = { temperature: 0, maxTokens: 16 };

/** A runnable model that the endpoint serves under its slug, with the label by which methods know it. */
export async function seedModel(
  slug: string,
  changes: { scopes?: ConsentScope[]; state?: Model["state"] } = {},
): Promise<Model & { label: string }> {
  const weightsHash = createHash("sha256").update(slug).digest("hex");
  const model = await db().model.create({
    data: {
      slug,
      name: slug,
      hubId: `test/${slug}`,
      commit: "0".repeat(40),
      weightsHash,
      state: changes.state ?? "runnable",
      description: `Answers questions about ${slug}.`,
      servedAs: slug,
      scopes: changes.scopes ?? zooScopes,
    },
  });
  return { ...model, label: labelOf(weightsHash) };
}

/** What a question of a seeded task asks, from its number; numbers of different splits differ, so that an answer tells its question. */
type Asks = (slug: string, number: number) => { taskType: string };

const firstNumber: Record<Split, number> = { test: 0, dev: 10_000, held_out: 20_000 };

/** Asks to say a number, and is answered by it. */
const sayNumber: Asks = (slug, number) => ({
  taskType: exactMatch.name,
  id: String(number),
  input: `${slug}: say ${number}`,
  output: String(number),
});

/**
 * A task with so many questions of each split; a task that is there gets them in addition.
 * @returns the task, and the ids of the questions in the order of their positions, split by split
 */
export async function seedTask(
  slug: string,
  counts: Partial<Record<Split, number>>,
  { domain = "reasoning", asks = sayNumber }: { domain?: Domain; asks?: Asks } = {},
): Promise<Task & { questionIds: string[] }> {
  const task = await db().task.upsert({
    where: { slug },
    update: {},
    create: {
      slug,
      title: slug,
      domain,
      taskType: asks(slug, 0).taskType,
      description: "A task for tests.",
      license: "CC0-1.0",
      source: "made for tests",
      digest: createHash("sha256").update(slug).digest("hex"),
    },
  });
  const questions = splits.flatMap((split) =>
    Array.from({ length: counts[split] ?? 0 }, (_, position) => ({
      taskId: task.id,
      split,
      position,
      key: String(position),
      content: asks(slug, firstNumber[split] + position),
    })),
  );
  const rows = await db().question.createManyAndReturn({ data: questions, select: { id: true } });
  return { ...task, questionIds: rows.map(({ id }) => id) };
}

/** A queued run of one model on the test split. */
export function seedRun(
  model: Model,
  tasks: readonly Task[],
  changes: Partial<Pick<Run, "priority" | "questionsPerTask">> = {},
): Promise<Run> {
  return db().run.create({
    data: {
      kind: "individual",
      modelId: model.id,
      split: "test",
      tasks: { create: tasks.map((task) => ({ taskId: task.id })) },
      ...changes,
    },
  });
}

export const anyOwner = () => `worker-${randomUUID().slice(0, 8)}`;
