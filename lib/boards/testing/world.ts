import { createHash } from "node:crypto";
import { db } from "@/lib/db/client";
import type { ConsentScope, ModelState, RunState } from "@/lib/db/generated/enums";
import { labelOf } from "@/lib/pool/label";
import type { Domain, Split } from "@/lib/tasks/schema";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

export interface SeededTask {
  id: string;
  slug: string;
  /** In the order of their positions. */
  questionIds: string[];
}

/** A multiple-choice task with four options for each question, so chance is one in four. */
export async function seedTask(slug: string, domain: Domain, split: Split, questions: number): Promise<SeededTask> {
  const task = await db().task.upsert({
    where: { slug },
    update: {},
    create: {
      slug,
      title: `Task ${slug}`,
      domain,
      taskType: "multiple_choice",
      description: "",
      license: "",
      source: "",
      digest: sha256(slug),
    },
  });
  const choices = { A: "one", B: "two", C: "three", D: "four" };
  const content = (position: number) => ({
    taskType: "multiple_choice",
    id: String(position),
    question: `Question ${position} of ${slug}?`,
    choices,
    answer: "A",
  });
  const rows = await db().question.createManyAndReturn({
    data: Array.from({ length: questions }, (_, position) => ({
      taskId: task.id,
      split,
      position,
      key: String(position),
      content: content(position),
    })),
    select: { id: true },
  });
  return { id: task.id, slug, questionIds: rows.map((row) => row.id) };
}

export interface SeededModel {
  id: string;
  slug: string;
  label: string;
}

const publicScopes: ConsentScope[] = ["S1_run", "S2_publish_scores", "S3_publish_outputs"];

/** A runnable model whose contributor allowed scores and texts to be shown, unless said otherwise. */
export async function seedModel(slug: string, changes: { scopes?: ConsentScope[]; state?: ModelState } = {}): Promise<SeededModel> {
  const weightsHash = sha256(`weights of ${slug}`);
  const model = await db().model.create({
    data: {
      slug,
      name: `Model ${slug}`,
      hubId: `example/${slug}`,
      commit: sha256(slug).slice(0, 40),
      weightsHash,
      state: changes.state ?? "runnable",
      description: `Knows ${slug}.`,
      scopes: changes.scopes ?? publicScopes,
      parameters: 935_040n,
    },
  });
  return { id: model.id, slug, label: labelOf(weightsHash) };
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

export interface SeededRun {
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
export async function seedRun({
  of,
  split = "test",
  state = "done",
  scores,
  trace = { steps: [], decision: {} },
  parsed,
  certainty,
}: SeededRun) {
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
