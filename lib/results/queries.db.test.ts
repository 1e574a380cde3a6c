import { beforeAll, expect, it } from "vitest";
import { anonymous, systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import type { Model, Task } from "@/lib/db/generated/client";
import { labelOf } from "@/lib/pool/label";
import { seedModel, seedRun, seedTask } from "@/lib/runs/testing/builders";
import { listResults, summarizeResults } from "./queries";

const operator = systemActor("test");
let task: Task;

beforeAll(async () => {
  task = await seedTask("numbers", { test: 1 });
});

/** A run of one model with one answer, which quotes what these models said. */
async function answered(model: Model, speakers: readonly Model[], cut: boolean | null = null): Promise<number> {
  const run = await seedRun(model, [task]);
  const question = await db().question.findFirstOrThrow({ where: { taskId: task.id } });
  const steps = speakers.map((speaker) => ({
    stage: "answer",
    model: labelOf(speaker.weightsHash ?? ""),
    text: `said by ${speaker.name}`,
    generation: "ab",
  }));
  const data = { runId: run.id, questionId: question.id, answer: "seven", parsed: "7", parseReason: "box", parser: "strict/1", score: 1 };
  await db().result.create({ data: { ...data, cut, trace: { steps, decision: {} } } });
  return run.number;
}

const seen = async (number: number, actor = anonymous) => {
  const { rows } = await listResults(actor, number, { page: 1 });
  return rows.map(({ answer, parsed, steps }) => ({ answer, parsed, said: steps.map(({ text }) => text) }));
};

it("shows answers and scores to everybody where the contributor agreed to both", async () => {
  const open = await seedModel("open");
  const number = await answered(open, [open]);
  expect(await seen(number)).toEqual([{ answer: "seven", parsed: "7", said: ["said by open"] }]);
  expect(await summarizeResults(anonymous, number)).toMatchObject([{ mean: 1 }]);
});

it("withholds what the model wrote, and what was read out of it, where only scores may be shown", async () => {
  const quiet = await seedModel("quiet", { scopes: ["S1_run", "S2_publish_scores"] });
  const number = await answered(quiet, [quiet]);
  expect(await seen(number)).toEqual([{ answer: null, parsed: null, said: [null] }]);
  expect(await seen(number, operator)).toEqual([{ answer: "seven", parsed: "7", said: ["said by quiet"] }]);
});

it("shows neither where no score may be shown", async () => {
  const hidden = await seedModel("hidden", { scopes: ["S1_run"] });
  const number = await answered(hidden, [hidden]);
  expect(await seen(number)).toEqual([]);
  expect(await summarizeResults(anonymous, number)).toEqual([]);
});

it("withholds the words of weights that were submitted twice unless both entries allow them", async () => {
  const first = await seedModel("twice");
  const number = await answered(first, [first]);
  const second = await seedModel("again", { scopes: ["S1_run", "S2_publish_scores"] });
  await db().model.update({ where: { id: second.id }, data: { weightsHash: first.weightsHash } });
  expect(await seen(number)).toEqual([{ answer: null, parsed: null, said: [null] }]);
});

it("withholds an answer that rests on the words of a helper who did not allow them to be shown", async () => {
  const member = await seedModel("member");
  const helper = await seedModel("helper", { scopes: ["S1_run", "S2_publish_scores"] });
  const number = await answered(member, [member, helper]);
  expect(await seen(number)).toEqual([{ answer: null, parsed: null, said: ["said by member", null] }]);
});

it("counts and lists the answers that were cut, and says nothing of them where it is not known of every one", async () => {
  const wordy = await seedModel("wordy");
  const cut = await answered(wordy, [wordy], true);
  const whole = await answered(wordy, [wordy], false);
  const older = await answered(wordy, [wordy]);
  const counted = await Promise.all([cut, whole, older].map((number) => summarizeResults(anonymous, number)));
  expect(counted.flat().map((score) => score.cut)).toEqual([1, 0, null]);
  const listed = await Promise.all([cut, whole, older].map((number) => listResults(anonymous, number, { page: 1, show: "cut" })));
  expect(listed.map(({ total }) => total)).toEqual([1, 0, 0]);
  expect(listed[0]?.rows).toMatchObject([{ cut: true }]);
});
