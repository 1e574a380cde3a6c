import { createHash, randomUUID } from "node:crypto";
import { db } from "@/lib/db/client";
import type { ConsentScope, Model, Run, Task } from "@/lib/db/generated/client";
import type { Split } from "@/lib/tasks/schema";

const zooScopes: ConsentScope[] = ["S1_run", "S2_publish_scores", "S3_publish_outputs", "S4_distil", "S5_merge"];

/** Decoding whose answers are equal for equal questions. */
export const greedy = { temperature: 0, maxTokens: 16 };

/** A runnable model that the endpoint serves under its slug. */
export function seedModel(slug: string, changes: { scopes?: ConsentScope[]; state?: Model["state"] } = {}): Promise<Model> {
  return db().model.create({
    data: {
      slug,
      name: slug,
      hubId: `test/${slug}`,
      commit: "0".repeat(40),
      weightsHash: createHash("sha256").update(slug).digest("hex"),
      state: changes.state ?? "runnable",
      description: `Answers questions about ${slug}.`,
      servedAs: slug,
      scopes: changes.scopes ?? zooScopes,
    },
  });
}

/** Numbers of different splits differ, so that an answer tells its question. */
const firstNumber: Record<Split, number> = { test: 0, dev: 10_000, held_out: 20_000 };

/** An exact-match task whose questions read "say N" and are answered by N. */
export function seedTask(slug: string, counts: Partial<Record<Split, number>>): Promise<Task> {
  const questions = Object.entries(counts).flatMap(([split, count]) =>
    Array.from({ length: count }, (_, position) => ({
      split: split as Split,
      position,
      key: String(position),
      content: exactMatch(slug, String(position), firstNumber[split as Split] + position),
    })),
  );
  return db().task.create({
    data: {
      slug,
      title: slug,
      domain: "reasoning",
      taskType: "exact_match",
      description: "A task for tests.",
      license: "CC0-1.0",
      source: "made for tests",
      digest: createHash("sha256").update(slug).digest("hex"),
      questions: { create: questions },
    },
  });
}

function exactMatch(slug: string, id: string, number: number) {
  return { taskType: "exact_match", id, input: `${slug}: say ${number}`, output: String(number) };
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
