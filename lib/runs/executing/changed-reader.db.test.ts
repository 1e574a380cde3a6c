import { afterAll, beforeAll, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { majorityVote } from "@/lib/methods/baselines/majority-vote";
import { recordResults } from "@/lib/results/record-results";
import { launchRun } from "../launching/launch-run";
import type { Leaser } from "../leasing/leaser";
import { untilRun } from "../testing/await-run";
import { greedy, seedModel, seedTask } from "../testing/builders";
import { type ModelServer, startModelServer } from "../testing/model-server";
import { startLeaser } from "../testing/start-leaser";

let server: ModelServer;
let leaser: Leaser;

beforeAll(async () => {
  server = await startModelServer(["one", "two"]);
  process.env.ENDPOINTS = JSON.stringify([{ name: "test", url: server.url }]);
  await Promise.all([seedModel("one"), seedModel("two")]);
  await seedTask("numbers", { test: 4, dev: 2 });
});

afterAll(async () => {
  await leaser.stop();
  await server.close();
});

it("answers nothing under the name of a system that compared answers by another reader", async () => {
  const [number = 0] = await launchRun(systemActor("test"), {
    kind: "system",
    method: majorityVote.id,
    models: ["one", "two"],
    parameters: { decoding: greedy },
    split: "test",
    tasks: [],
    questionsPerTask: null,
    devPerTask: null,
    priority: 0,
  });
  await db().system.updateMany({ data: { reader: "strict/0" } });
  leaser = startLeaser(recordResults);
  const run = await untilRun(number, ({ state }) => !["queued", "running"].includes(state));
  expect(run).toMatchObject({
    state: "failed",
    failureCode: "BAD_PARAMETERS",
    failureMessage: expect.stringContaining("as read by strict/0"),
  });
  expect(server.received).toEqual([]);
});
