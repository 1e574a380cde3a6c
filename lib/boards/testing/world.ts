import { createHash } from "node:crypto";
import { db } from "@/lib/db/client";
import type { RunState } from "@/lib/db/generated/enums";
import { type seedModel, seedTask } from "@/lib/runs/testing/builders";
import type { Domain, Split } from "@/lib/tasks/schema";
import { multipleChoice } from "@/lib/tasks/types/multiple-choice";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

export type SeededTask = Awaited<ReturnType<typeof seedTask>>;
export type SeededModel = Awaited<ReturnType<typeof seedModel>>;

/** A task whose questions have four options, the first of which is right, so chance is one in four. */
export function seedChoiceTask(slug: string, domain: Domain, split: Split, questions: number): Promise<SeededTask> {
  const choices = { A: "one", B: "two", C: "three", D: "four" };
  const asks = (_: string, number: number) => ({
    taskType: multipleChoice.name,
    id: String(number),
    question: `Question ${number} of ${slug}?`,
    choices,
    answer: "A",
  });
  return seedTask(slug, { [split]: questions }, { domain, asks });
}

/** A system over a pool of these models; equal members share a pool. */
export async function seedSystem(slug: string, method: string, members: readonly SeededModel[], learned: object | null = null) {
  const digest = sha256(members.map((member) => member.id).join());
  const pool = await db().pool.upsert({
    where: { digest },
    update: {},
    create: {
      digest,
      name: `Pool of ${members.length}`,
      members: { create: members.map(({ id }, position) => ({ modelId: id, position })) },
    },
  });
  const prepared = learned ? { learned, preparedAt: new Date() } : {};
  const parameters = {};
  return db().system.create({
    data: { slug, name: `System ${slug}`, digest: sha256(slug), method, poolId: pool.id, parameters, ...prepared },
  });
}

export interface ScoredRun {
  of: { model: SeededModel } | { system: { id: string } };
  split?: Split;
  state?: RunState;
  /** Scores by position; fewer than the task's questions while a run is under way. */
  scores: readonly (readonly [SeededTask, readonly number[]])[];
  /** How each answer came about. */
  trace?: object;
  /** What was read of the answers by position; where nothing is said, A of right ones and nothing of wrong ones. */
  parsed?: readonly (string | null)[];
  /** How certain the verdicts are, by position; unknown where nothing is said. */
  certainty?: readonly number[];
}

/** A run with its results. */
export async function seedScoredRun({
  of,
  split = "test",
  state = "done",
  scores,
  trace = { steps: [], decision: {} },
  parsed,
  certainty,
}: ScoredRun) {
  const subject =
    "model" in of ? { kind: "individual" as const, modelId: of.model.id } : { kind: "system" as const, systemId: of.system.id };
  const answered = scores.reduce((total, [, values]) => total + values.length, 0);
  const run = await db().run.create({
    data: { ...subject, split, state, questionsDone: answered, tasks: { create: scores.map(([task]) => ({ taskId: task.id })) } },
  });
  await db().result.createMany({
    data: scores.flatMap(([task, values]) =>
      values.map((score, position) => ({
        runId: run.id,
        questionId: task.questionIds[position] ?? "",
        answer: score === 1 ? "A" : "B",
        trace,
        parsed: parsed?.[position] ?? (score === 1 ? "A" : null),
        parseReason: "letter",
        parser: "test",
        score,
        certainty: certainty?.[position] ?? null,
      })),
    ),
  });
  return run;
}

/** `right` ones followed by zeros. */
export function scoresOf(right: number, n: number): number[] {
  return Array.from({ length: n }, (_, place) => Number(place < right));
}
