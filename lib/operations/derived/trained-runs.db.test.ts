import { mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anonymous, systemActor } from "@/lib/auth/actor";
import { openConfiguredCluster } from "@/lib/cluster/configured";
import { Keeper } from "@/lib/cluster/keeping/keeper";
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
import { testTrainer } from "../jobs/testing/test-trainer";

const trainer = testTrainer();
if (!trainer.there) process.stderr.write(`skipped: ${trainer.words}\n`);

const worker = systemActor("test");
const settings = { host: "127.0.0.1", port: 0, models: "zoo/models", slots: 2, threads: 2 };
const training = { weights: "all", learningRate: 2e-4, batchSize: 4 };
const bestMember = { aggregator: "best-member", training: { ...training, batchSize: 1 } };

describe.skipIf(!trainer.there)("methods of texts that train, on the zoo", { timeout: 300_000 }, () => {
  let data: string;
  let server: ZooServer;
  let keeper: Keeper;
  let leaser: ReturnType<typeof startLeaser>;

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), "trained-runs-"));
    if (trainer.there) await symlink(dirname(dirname(trainer.python)), join(data, "trainer"));
    server = await startZooServer({ ...settings, derived: join(data, "artifacts") });
    process.env.DATA_DIR = data;
    process.env.ENDPOINTS = JSON.stringify([{ name: "zoo", url: server.url }]);
    await admitZoo();
    const file: unknown = JSON.parse(await readFile(join("zoo/tasks", "sorting.json"), "utf8"));
    await inTransaction((tx) => importTask(tx, file));
    keeper = new Keeper(openConfiguredCluster());
    keeper.start();
    leaser = startLeaser(recordResults);
  }, 120_000);

  afterAll(async () => {
    await leaser?.stop();
    await keeper?.stop();
    await server?.stop();
    await rm(data, { recursive: true, force: true });
  });

  it.each([
    ["multi-agent-finetuning", ["zoo-typesetter", "zoo-warden"], { training }, "sft"],
    ["agglm", ["zoo-abacus", "zoo-warden"], bestMember, "grpo"],
    ["llm-blender", ["zoo-typesetter", "zoo-warden"], { training, ranker: "common-base", fusion: "none" }, "sft"],
  ])("%s trains its models, asks them, and names them by whom they came from", async (method, models, parameters, kind) => {
    const known = await db().derivedModel.count();
    const [number = 0] = await launchRun(worker, {
      kind: "system",
      method,
      models,
      parameters: { decoding: { temperature: 0, maxTokens: 24 }, ...parameters },
      ...{ tasks: ["sorting"], questionsPerTask: 4, devPerTask: 12, split: "test" as const, priority: 0 },
    });
    const row = await untilRun(number, ({ state }) => ["done", "failed", "blocked"].includes(state), 250);
    expect([row.state, row.failureMessage]).toEqual(["done", null]);
    const made = await db().derivedModel.findMany({ orderBy: { createdAt: "asc" }, skip: known });
    expect(made.length).toBeGreaterThan(0);
    for (const { recipe } of made) expect(JSON.stringify(recipe)).toContain(`"kind":"${kind}"`);
    const { rows, total } = await listResults(anonymous, number, { page: 1 });
    expect(total).toBe(4);
    const speakers = rows.flatMap(({ steps }) => steps.map(({ model }) => model ?? ""));
    expect(speakers.some((name) => !models.includes(name) && /zoo-/.test(name))).toBe(true);
  });
});
