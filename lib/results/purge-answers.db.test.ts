import { afterAll, beforeAll, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { seedPerson } from "@/lib/db/testing/people";
import { purgeGenerations } from "@/lib/operations/memo/purge-generations";
import { quarantineGenerations } from "@/lib/operations/memo/quarantine";
import { withdrawModel } from "@/lib/pool/withdraw-model";
import { launchRun } from "@/lib/runs/launching/launch-run";
import type { Leaser } from "@/lib/runs/leasing/leaser";
import { untilRun } from "@/lib/runs/testing/await-run";
import { greedy, seedModel, seedTask } from "@/lib/runs/testing/builders";
import { type ModelServer, startModelServer } from "@/lib/runs/testing/model-server";
import { startLeaser } from "@/lib/runs/testing/start-leaser";
import { withdrawSubmission } from "@/lib/submissions/withdraw-submission";
import { purgeAnswers } from "./purge-answers";
import { recordResults } from "./record-results";

const worker = systemActor("test");
let server: ModelServer;
let leaser: Leaser;

beforeAll(async () => {
  server = await startModelServer(["kept", "taken"]);
  process.env.ENDPOINTS = JSON.stringify([{ name: "lab", url: server.url }]);
  await seedTask("numbers", { test: 10, dev: 3 });
  leaser = startLeaser(recordResults);
});

afterAll(async () => {
  await leaser.stop();
  await server.close();
});

async function countTexts(modelId: string): Promise<number> {
  return (await db().generation.count({ where: { modelId } })) + (await db().quarantinedGeneration.count({ where: { modelId } }));
}

it("deletes what a withdrawn model wrote, everywhere, and nothing else", async () => {
  const contributor = await seedPerson("contributor");
  const submission = await db().submission.create({ data: { submitterId: contributor.userId, state: "admitted", hubId: "test/taken" } });
  const [kept, taken] = [await seedModel("kept"), await seedModel("taken")];
  await db().model.update({ where: { id: taken.id }, data: { submissionId: submission.id } });
  const numbers = await launchRun(worker, {
    kind: "system",
    method: "majority-vote",
    models: ["taken", "kept"],
    parameters: { decoding: greedy },
    split: "test",
    tasks: ["numbers"],
    questionsPerTask: null,
    devPerTask: null,
    priority: 0,
  });
  const run = await untilRun(numbers[0] ?? 0, ({ state }) => state === "done");
  await db().$executeRaw`UPDATE "Generation" SET endpoint = 'elsewhere' WHERE text = '\\box{10001}' AND "modelId" = ${taken.id}::uuid`;
  expect(await quarantineGenerations({ endpoint: "elsewhere", since: new Date(0), reason: "test" })).toBe(1);
  expect(await countTexts(taken.id)).toBe(13);

  await withdrawSubmission(contributor, { number: submission.number, why: "" });
  expect(await purgeGenerations(worker, { submissionId: submission.id })).toBe(0);
  await withdrawModel(worker, { submissionId: submission.id });
  const chores = await db().$queryRaw<unknown[]>`SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = 'purge-texts'`;
  expect(chores).toHaveLength(2);

  const twin = await db().model.create({
    data: {
      slug: "twin",
      name: "twin",
      hubId: "test/twin",
      description: "",
      weightsHash: taken.weightsHash,
      state: "runnable",
      scopes: ["S1_run"],
    },
  });
  expect(await purgeGenerations(worker, { submissionId: submission.id })).toBe(0);
  expect(await purgeAnswers(worker, { submissionId: submission.id })).toBe(0);
  expect([await countTexts(taken.id), await countTexts(twin.id)]).toEqual([0, 13]);
  await db().generation.updateMany({ where: { modelId: twin.id }, data: { modelId: taken.id } });
  await db().quarantinedGeneration.updateMany({ where: { modelId: twin.id }, data: { modelId: taken.id } });
  await db().model.delete({ where: { id: twin.id } });

  expect(await purgeGenerations(worker, { submissionId: submission.id })).toBe(13);
  expect(await purgeAnswers(worker, { submissionId: submission.id })).toBe(10);
  expect([await countTexts(taken.id), await countTexts(kept.id)]).toEqual([0, 13]);
  const results = await db().result.findMany({ where: { runId: run.id } });
  for (const { trace, score, answer } of results) {
    expect(score).toBe(1);
    expect(answer).toBe("");
    const { steps } = trace as { steps: { model: string; text: string }[] };
    const said = (hash: string | null) => steps.filter(({ model }) => model === `m-${hash?.slice(0, 12)}`).map(({ text }) => text !== "");
    expect([said(taken.weightsHash), said(kept.weightsHash)]).toEqual([[false], [true]]);
  }
});
