import { mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { openConfiguredCluster } from "@/lib/cluster/configured";
import { Keeper } from "@/lib/cluster/keeping/keeper";
import { db } from "@/lib/db/client";
import { admitZoo } from "@/lib/pool/admit-zoo";
import { labelOf } from "@/lib/pool/label";
import { startZooServer, type ZooServer } from "@/zoo/server/start-zoo-server";
import { type Engine, openConfiguredEngine } from "../engine";
import { testTrainer } from "../jobs/testing/test-trainer";
import type { ServedModel } from "../served-model";
import { configuredMakers } from "./configured-makers";
import { withDerived } from "./with-derived";

const trainer = testTrainer();
if (!trainer.there) process.stderr.write(`skipped: ${trainer.words}\n`);

const question = z.object({ input: z.string(), output: z.string() });
const taskFile = z.object({ splits: z.object({ heldOut: z.array(question), test: z.array(question) }) });

describe.skipIf(!trainer.there)("a training that the portal has a job do", { timeout: 300_000 }, () => {
  let data: string;
  let server: ZooServer;
  let engine: Engine;
  let keeper: Keeper;
  let warden: ServedModel;
  let splits: z.infer<typeof taskFile>["splits"];

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), "train-by-job-"));
    if (trainer.there) await symlink(dirname(dirname(trainer.python)), join(data, "trainer"));
    server = await startZooServer({
      host: "127.0.0.1",
      port: 0,
      models: "zoo/models",
      slots: 2,
      threads: 2,
      derived: join(data, "artifacts"),
    });
    process.env.DATA_DIR = data;
    process.env.ENDPOINTS = JSON.stringify([{ name: "zoo", url: server.url }]);
    await admitZoo();
    const { id, weightsHash, hubId } = await db().model.findFirstOrThrow({ where: { slug: "zoo-warden" } });
    warden = { label: labelOf(weightsHash ?? ""), modelId: id, weightsHash: weightsHash ?? "", commit: null, servedAs: hubId };
    splits = taskFile.parse(JSON.parse(await readFile("zoo/tasks/sorting.json", "utf8"))).splits;
    keeper = new Keeper(openConfiguredCluster());
    keeper.start();
    engine = openConfiguredEngine(configuredMakers());
  }, 120_000);

  afterAll(async () => {
    await keeper?.stop();
    await engine?.close();
    await server?.stop();
    await rm(data, { recursive: true, force: true });
  });

  const ask = (input: string) => `${input}\n\nPut the final answer in \\box{ANSWER}.`;
  const operations = () =>
    engine.operations({ models: withDerived([warden]), seed: "1", signal: new AbortController().signal, onProgress: () => undefined });
  const training = () => ({
    model: warden.label,
    objective: {
      kind: "sft" as const,
      examples: splits.heldOut.map(({ input, output }) => ({
        prompt: [{ role: "user" as const, content: ask(input) }],
        answer: `\\box{${output}}`,
      })),
    },
    adapter: null,
    epochs: 2,
    batchSize: 16,
    learningRate: 1e-3,
    seed: 1,
  });

  async function accuracy(model: string): Promise<number> {
    const sampling = { temperature: 0, topP: 1, topK: 0, maxTokens: 24, stop: [] };
    const requests = splits.test.map(({ input }) => ({
      model,
      messages: [{ role: "user" as const, content: ask(input) }],
      sampling,
      sample: 0,
    }));
    const answers = await operations().generate(requests);
    return answers.filter(({ text }, place) => text.includes(`{${splits.test[place]?.output}}`)).length / requests.length;
  }

  it("is served by its name, knows more than the model that it began as, and is done once", async () => {
    const before = await accuracy(warden.label);
    const [one, other] = await Promise.all([operations().train(training()), operations().train(training())]);
    expect(other).toEqual(one);
    expect(await operations().train(training())).toEqual(one);
    expect(await db().job.findMany({ select: { state: true, purpose: true, attempt: true } })).toEqual([
      { state: "done", purpose: "train", attempt: 1 },
    ]);
    expect(await accuracy(one.label)).toBeGreaterThan(before);
    const made = await db().derivedModel.findUniqueOrThrow({ where: { label: one.label }, include: { parents: true } });
    expect(made.parents).toMatchObject([{ modelId: warden.modelId, how: "weights" }]);
  });

  it("ends with the words of the program where it cannot be done", async () => {
    const nothing = { ...training(), longest: 1 };
    await expect(operations().train(nothing)).rejects.toThrow(/training ended without weights/);
  });
});
