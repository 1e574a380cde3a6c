import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { seedPerson } from "@/lib/db/testing/people";
import { purgeGenerations } from "./purge-generations";

const worker = systemActor("test");
let count = 0;

async function seedModel(weightsHash: string, state: "withdrawn" | "runnable") {
  count += 1;
  const { userId: submitterId } = await seedPerson("contributor");
  const submission = await db().submission.create({ data: { submitterId, state: "admitted", hubId: `lab/${count}` } });
  const facts = { slug: `lab-${count}`, name: "Lab", hubId: `lab/${count}`, description: "", weightsHash, commit: "b".repeat(40) };
  const scopes = ["S1_run" as const];
  const { id } = await db().model.create({ data: { ...facts, state, scopes, submissionId: submission.id } });
  return { id, submissionId: submission.id };
}

async function write(modelId: string, texts: number): Promise<void> {
  const answer = { text: "said", finishReason: "stop", promptTokens: 1, completionTokens: 1, engine: "lab" };
  const data = Array.from({ length: texts }, () => ({ ...answer, key: new Uint8Array(randomBytes(32)), modelId }));
  await db().generation.createMany({ data });
}

async function answerCanary(weightsHash: string): Promise<void> {
  const said = { answers: ["la", "la", "la"], endpoint: "lab", engine: "lab/1" };
  await db().canary.createMany({ data: ["lab", "other"].map((family) => ({ ...said, family, version: 1, weightsHash })) });
}

const textsOf = (modelId: string) => db().generation.count({ where: { modelId } });

it("deletes what a withdrawn model said, also to canaries, and nothing of others", async () => {
  const [gone, kept] = [await seedModel("1".repeat(64), "withdrawn"), await seedModel("2".repeat(64), "runnable")];
  await Promise.all([write(gone.id, 30), write(kept.id, 20), answerCanary("1".repeat(64)), answerCanary("2".repeat(64))]);
  expect(await purgeGenerations(worker, gone)).toBe(30);
  expect([await textsOf(gone.id), await textsOf(kept.id)]).toEqual([0, 20]);
  expect((await db().canary.findMany()).map(({ weightsHash }) => weightsHash)).toEqual(["2".repeat(64), "2".repeat(64)]);
  expect(await purgeGenerations(worker, gone)).toBe(0);
});

it("leaves texts and canaries of equal weights to the model whose contributor still agrees", async () => {
  const [gone, heir] = [await seedModel("3".repeat(64), "withdrawn"), await seedModel("3".repeat(64), "runnable")];
  await Promise.all([write(gone.id, 10), answerCanary("3".repeat(64))]);
  expect(await purgeGenerations(worker, gone)).toBe(0);
  expect([await textsOf(gone.id), await textsOf(heir.id)]).toEqual([0, 10]);
  expect(await db().canary.count({ where: { weightsHash: "3".repeat(64) } })).toBe(2);
});
