import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { conflictsOfRun } from "@/lib/leaderboards/conflicts-of-run";
import { recordResults } from "@/lib/results/record-results";
import { launchRun } from "../launching/launch-run";
import type { Leaser } from "../leasing/leaser";
import { retryRun } from "../steering/retry-run";
import { untilRun } from "../testing/await-run";
import { greedy, seedModel, seedTask } from "../testing/builders";
import { type ModelServer, startModelServer } from "../testing/model-server";
import { type RewardServer, startRewardServer } from "../testing/reward-server";
import { startLeaser } from "../testing/start-leaser";

const maintainer = systemActor("test");
const rewardModel = "example/Reward-Llama-8B";
let models: ModelServer;
let rewards: RewardServer;
let leaser: Leaser | undefined;

beforeAll(async () => {
  models = await startModelServer(["plain", "kind"], 0, (model, prompt) => `${model} words about ${prompt.slice(-12)}`);
  rewards = await startRewardServer((answer) => (answer.startsWith("kind") ? 3 : 1));
  process.env.ENDPOINTS = JSON.stringify([{ name: "test", url: models.url }]);
  process.env.SCORERS = JSON.stringify({ reward: { url: rewards.url, model: rewardModel } });
  await Promise.all(["plain", "kind"].map((slug) => seedModel(slug)));
  for (const slug of ["prose", "verse"]) {
    const task = await seedTask(slug, { test: 3, dev: 4 });
    await db().task.update({ where: { id: task.id }, data: { taskType: "reward_model" } });
    await db().$executeRaw`
      UPDATE "Question" SET content = jsonb_build_object('taskType', 'reward_model', 'id', key, 'input', ${slug} || ' ' || split || ' ' || position)
      WHERE "taskId" = ${task.id}::uuid`;
  }
});

afterEach(async () => {
  await leaser?.stop();
  leaser = undefined;
});

afterAll(async () => {
  await Promise.all([models.close(), rewards.close()]);
});

async function launch(method: string, task: string): Promise<number> {
  const [number] = await launchRun(maintainer, {
    kind: "system",
    method,
    models: ["plain", "kind"],
    parameters: { decoding: greedy },
    devPerTask: null,
    split: "test",
    tasks: [task],
    questionsPerTask: null,
    priority: 0,
  });
  if (number === undefined) throw new Error("nothing was queued");
  return number;
}

it("lets a method learn from the scores that results get, and asks for each of them once", async () => {
  const number = await launch("best-single", "prose");
  leaser = startLeaser(recordResults);
  const run = await untilRun(number, ({ state }) => state === "done");
  const system = await db().system.findUniqueOrThrow({ where: { id: run.systemId ?? "" } });
  const [kind, plain] = await Promise.all(["kind", "plain"].map((slug) => db().model.findUniqueOrThrow({ where: { slug } })));
  const label = (model: typeof kind) => `m-${model?.weightsHash?.slice(0, 12)}`;
  // The reward model holds it 1 / (1 + e^-2) probable that a person prefers the answer with the reward of 3 to that with 1.
  expect(system.learned).toEqual({
    ranking: [
      { label: label(kind), score: expect.closeTo(0.8808), n: 4 },
      { label: label(plain), score: expect.closeTo(0.1192), n: 4 },
    ],
  });
  expect(system.sources).toEqual([{ kind: "reward_model", name: rewardModel, via: "scores on dev" }]);
  const results = await db().result.findMany({ where: { runId: run.id } });
  expect(results.map(({ score }) => score)).toEqual([3, 3, 3]);
  expect(results.every(({ parser }) => parser.endsWith(` + reward_model ${rewardModel}`))).toBe(true);
  expect(rewards.scored.toSorted()).toEqual([...new Set(rewards.scored)].toSorted());
  expect(rewards.scored).toHaveLength(2 * 4 + 3);

  // Another system of the same pool learns from the same answers, and answers with some of them.
  const vote = await launch("majority-vote", "prose");
  expect(await untilRun(vote, ({ state }) => state === "done")).toMatchObject({ questionsDone: 3 });
  expect(rewards.scored).toHaveLength(2 * 4 + 3);
});

it("flags that the model which scores a system had a part in its making", async () => {
  const run = await db().run.findFirstOrThrow({ where: { state: "done" }, orderBy: { number: "asc" } });
  const flags = await conflictsOfRun(maintainer, run.number);
  expect(flags.map(({ text }) => text)).toContainEqual(
    expect.stringMatching(new RegExp(`^${rewardModel} had a part in the making of .* \\(scores on dev\\) and scores prose\\.$`)),
  );
});

it("fails with what to look at when the scorer is away, and goes on from what was scored", async () => {
  const number = await launch("best-single", "verse");
  rewards.refuse(true);
  leaser = startLeaser(recordResults);
  const failed = await untilRun(number, ({ state }) => state === "failed");
  expect(failed).toMatchObject({ failureCode: "SCORER_FAILED", blame: "cluster" });
  expect(failed.failureMessage).toContain("answered HTTP 404");
  rewards.refuse(false);
  const asked = models.received.length;
  await retryRun(maintainer, { number });
  await untilRun(number, ({ state }) => state === "done");
  // The dev answers were in the memo: only the test questions are asked.
  expect(models.received.length - asked).toBe(3);
});

it("learns nothing from another scorer than the one that it was composed with", async () => {
  const number = await launch("multi-agent-refine", "verse");
  const { systemId } = await db().run.findUniqueOrThrow({ where: { number } });
  const sources = [{ kind: "reward_model", name: "example/Other-Reward", via: "scores on dev" }];
  await db().system.update({ where: { id: systemId ?? "" }, data: { sources } });
  leaser = startLeaser(recordResults);
  const failed = await untilRun(number, ({ state }) => state === "failed");
  expect(failed.failureMessage).toContain(`learn from the scores of example/Other-Reward, and SCORERS of this worker names ${rewardModel}`);
});
