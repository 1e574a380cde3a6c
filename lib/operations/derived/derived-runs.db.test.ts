import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anonymous, systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { admitZoo } from "@/lib/pool/admit-zoo";
import { listResults } from "@/lib/results/queries";
import { recordResults } from "@/lib/results/record-results";
import { launchRun } from "@/lib/runs/launching/launch-run";
import { untilRun } from "@/lib/runs/testing/await-run";
import { startLeaser } from "@/lib/runs/testing/start-leaser";
import { importTask } from "@/lib/tasks/importing/import-task";
import { startZooServer, type ZooServer } from "@/zoo/server/start-zoo-server";

const worker = systemActor("test");
const pool = ["zoo-typesetter", "zoo-warden", "zoo-abacus", "zoo-scribe"];
const settings = { host: "127.0.0.1", port: 0, models: "zoo/models", slots: 2, threads: 2 };

let data: string;
let server: ZooServer;
let leaser: ReturnType<typeof startLeaser>;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "derived-runs-"));
  server = await startZooServer({ ...settings, derived: join(data, "artifacts") });
  process.env.DATA_DIR = data;
  process.env.ENDPOINTS = JSON.stringify([{ name: "zoo", url: server.url }]);
  await admitZoo();
  for (const name of ["sorting", "continents"]) {
    const file: unknown = JSON.parse(await readFile(join("zoo/tasks", `${name}.json`), "utf8"));
    await inTransaction((tx) => importTask(tx, file));
  }
  leaser = startLeaser(recordResults);
}, 120_000);

afterAll(async () => {
  await leaser?.stop();
  await server?.stop();
  await rm(data, { recursive: true, force: true });
});

async function run(method: string, parameters: Record<string, unknown> = {}) {
  const choice = { tasks: ["sorting", "continents"], questionsPerTask: 10, devPerTask: 10, split: "test" as const, priority: 0 };
  const decoding = { temperature: 0, maxTokens: 24 };
  const [number = 0] = await launchRun(worker, {
    kind: "system",
    method,
    models: pool,
    parameters: { decoding, ...parameters },
    ...choice,
  });
  const row = await untilRun(number, ({ state }) => ["done", "failed", "blocked_consent", "needs_approval"].includes(state), 100);
  expect([row.state, row.failureMessage]).toEqual(["done", null]);
  return number;
}

describe("methods of weights on the zoo", () => {
  it.each([
    ["dare-ties", {}],
    ["greedy-soup", {}],
    ["weight-extrapolation", {}],
    ["model-swarms", { iterations: 2 }],
  ])("%s makes its model, asks it every question, and names it by its parents", async (method, parameters) => {
    const number = await run(method, parameters);
    const { rows, total } = await listResults(anonymous, number, { page: 1 });
    expect(total).toBe(20);
    for (const { steps, answer } of rows) {
      expect(steps).toHaveLength(1);
      expect(answer).not.toBeNull();
      expect(steps[0]?.model).toMatch(/^merge [0-9a-f]{6} of zoo-|^zoo-/);
    }
  });

  it("follows a recipe once, and makes the same weights again where the files went", async () => {
    await run("dare-ties", { density: 0.5 });
    const made = await db().derivedModel.findMany({ include: { parents: true } });
    const dare = made.find(({ recipe }) => JSON.stringify(recipe).includes('"density":0.5'));
    expect(dare?.parents).toHaveLength(pool.length + 1);
    await rm(join(data, "artifacts", dare?.label ?? "none"), { recursive: true });
    await db().generation.deleteMany({ where: { modelId: dare?.id ?? "" } });
    await db().result.deleteMany({});
    await db().run.updateMany({ data: { state: "cancelled" } });
    await run("dare-ties", { density: 0.5 });
    expect(await db().derivedModel.count()).toBe(made.length);
    expect(existsSync(join(data, "artifacts", dare?.label ?? "none", "model.safetensors"))).toBe(true);
  });

  it("merges nothing without consent", async () => {
    const { id } = await db().model.findFirstOrThrow({ where: { slug: "zoo-abacus" } });
    await db().model.update({ where: { id }, data: { scopes: ["S1_run", "S2_publish_scores", "S3_publish_outputs"] } });
    await expect(run("dare-ties", { density: 0.7 })).rejects.toThrow(/zoo-abacus/);
  });
});
