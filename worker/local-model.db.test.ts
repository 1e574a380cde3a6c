import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { command } from "@/bin/commands/models";
import { answerIndividualLeaderboard } from "@/lib/api/answer-leaderboards";
import { answerModels } from "@/lib/api/answer-lists";
import { answerRuns } from "@/lib/api/answer-runs";
import { runsQuery } from "@/lib/api/run-shapes";
import { individualQuery } from "@/lib/api/shapes";
import { anonymous } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { seedPerson } from "@/lib/db/testing/people";
import { findModelPage } from "@/lib/pages/find-model-page";
import { listModels } from "@/lib/pool/queries";
import { recordResults } from "@/lib/results/record-results";
import { launchRun } from "@/lib/runs/launching/launch-run";
import { untilRun } from "@/lib/runs/testing/await-run";
import { greedy, seedTask } from "@/lib/runs/testing/builders";
import { startLeaser } from "@/lib/runs/testing/start-leaser";
import { multipleChoice } from "@/lib/tasks/types/multiple-choice";
import { handlePurgeTexts } from "./handlers/purge-texts";

const settings = { DATA_DIR: await mkdtemp(join(tmpdir(), "polyphony-local-")) };
const folder = join(settings.DATA_DIR, "mine");
const zoo = spawn(process.execPath, ["--import", "tsx", "zoo/server.ts", "--port", "0", "--local", join(settings.DATA_DIR, "models")], {
  stdio: ["ignore", "pipe", "inherit"],
});
let printed: string[];

const run = async (...words: string[]) => {
  printed = [];
  const write = process.stdout.write;
  process.stdout.write = (text: string | Uint8Array) => printed.push(String(text)) > 0;
  try {
    await command.run(words);
  } finally {
    process.stdout.write = write;
  }
  return printed.join("");
};

beforeAll(async () => {
  Object.assign(process.env, settings);
  for await (const line of createInterface({ input: zoo.stdout })) {
    const { url } = z.object({ url: z.string().optional() }).parse(JSON.parse(line));
    if (!url) continue;
    process.env.ENDPOINTS = JSON.stringify([{ name: "zoo", url }]);
    break;
  }
  await cp("zoo/models/zoo-naturalist", folder, { recursive: true });
}, 240_000);

afterAll(async () => {
  zoo.kill("SIGKILL");
  await once(zoo, "exit");
  await rm(settings.DATA_DIR, { recursive: true });
});

describe("a folder of an operator", () => {
  it("comes into the pool, is served by the zoo server, and runs; readers see nothing of it until consents are recorded", async () => {
    expect(await run("add", "mine", "--from", folder, "--licence", "apache-2.0", "--description", "Knows animals.")).toMatch(
      /Added mine \(local\): \/models\/mine, weights [0-9a-f]{64}\.[\s\S]*zoo server of this machine serves it as local\/mine[\s\S]*Only operators/,
    );
    const model = await db().model.findUniqueOrThrow({ where: { slug: "mine" } });
    expect(model).toMatchObject({ source: "local", scopes: ["S1_run"], servedAs: "local/mine", family: "llama", license: "apache-2.0" });
    expect(model.parameters).toBe(1_066_112n);

    const choices = { A: "bird", B: "fish", C: "insect", D: "mammal" };
    const asks = (_: string, number: number) => ({
      taskType: multipleChoice.name,
      id: String(number),
      question: `What kind of animal is the ${["eagle", "trout", "bee", "horse"][number % 4]}?`,
      choices,
      answer: ["A", "B", "C", "D"][number % 4],
    });
    const task = await seedTask("kinds", { test: 8 }, { asks });
    const maintainer = await seedPerson("maintainer");
    const launch = { kind: "individual" as const, models: ["mine"], decoding: greedy, split: "test" as const };
    const [number = 0] = await launchRun(maintainer, { ...launch, tasks: [task.slug], questionsPerTask: null, priority: 0 });
    const leaser = startLeaser(recordResults, { concurrency: 1, renewalSeconds: 1 });
    try {
      await untilRun(number, ({ state }) => state === "done");
    } finally {
      await leaser.stop();
    }
    const results = await db().result.findMany({ where: { run: { number } } });
    expect(results).toHaveLength(8);
    expect(results.every(({ answer }) => answer !== "")).toBe(true);

    const operator = await seedPerson("operator");
    const query = individualQuery.parse({});
    const inPublic = async () => ({
      board: (await answerIndividualLeaderboard(anonymous, query)).rows.some((row) => row.slug === "mine"),
      models: (await answerModels(anonymous)).rows.filter((row) => row.slug === "mine").map((row) => row.source),
      runs: (await answerRuns(anonymous, runsQuery.parse({}))).rows.map((row) => row.title),
      list: (await listModels(anonymous)).some((row) => row.slug === "mine"),
    });
    expect(await inPublic()).toEqual({ board: false, models: [], runs: [], list: false });
    await expect(findModelPage(anonymous, "mine", "test")).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await findModelPage(operator, "mine", "test")).card.name).toBe("mine (local)");

    await run("consent", "mine", "S2,S3");
    expect(await inPublic()).toEqual({ board: true, models: ["local"], runs: ["mine (local)"], list: true });
    expect((await findModelPage(anonymous, "mine", "test")).card.source).toBe("local");
    await run("consent", "mine", "none");
    expect(await inPublic()).toEqual({ board: false, models: [], runs: [], list: false });
  });

  it("is refused a second time, under its name and under another", async () => {
    await expect(run("add", "mine", "--from", folder)).rejects.toThrow('There is a local model "mine" already');
    await expect(run("add", "other", "--from", folder)).rejects.toThrow("These weights are in the pool already, as mine (local) (mine)");
    expect(await run("list")).toMatch(/mine \(local\).*served as local\/mine.*S1.*apache-2.0/);
  });

  it("goes as a withdrawn model does: nothing serves it, its texts are deleted, and a tombstone remains", async () => {
    const { id, description } = await db().model.findUniqueOrThrow({ where: { slug: "mine" } });
    expect(await db().generation.count({ where: { modelId: id } })).toBe(4);
    expect(await run("remove", "mine")).toContain("Removed mine (local)");
    expect(await db().model.findUniqueOrThrow({ where: { slug: "mine" } })).toMatchObject({
      state: "withdrawn",
      scopes: [],
      servedAs: null,
    });
    const chores = await db().$queryRaw<unknown[]>`SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = 'purge-texts'`;
    expect(chores).toHaveLength(2);
    await handlePurgeTexts({ modelId: id, description });
    expect(await db().generation.count({ where: { modelId: id } })).toBe(0);
    expect((await db().result.findMany()).map(({ answer }) => answer)).toEqual(Array(8).fill(""));
    const [{ url } = { url: "" }] = z.array(z.object({ url: z.string() })).parse(JSON.parse(process.env.ENDPOINTS ?? "[]"));
    const names = async () => {
      const { data } = z.object({ data: z.array(z.object({ id: z.string() })) }).parse(await (await fetch(`${url}/v1/models`)).json());
      return data.map((model) => model.id);
    };
    expect(await names()).not.toContain("local/mine");
    expect(await names()).toContain("polyphony-zoo/zoo-scribe");
    expect(await run("list")).toContain("There is no local model");
    await expect(run("remove", "mine")).rejects.toThrow('There is no local model "mine"');
  });

  it("is added again after a change, and a file that changes later is served no more", async () => {
    await run("add", "again", "--from", folder);
    const [{ url } = { url: "" }] = z.array(z.object({ url: z.string() })).parse(JSON.parse(process.env.ENDPOINTS ?? "[]"));
    const list = async () => (await fetch(`${url}/v1/models`)).text();
    expect(await list()).toContain("local/again");
    await run("remove", "again");
    await appendFile(join(folder, "model.gguf"), "x");
    await run("add", "late", "--from", folder);
    await appendFile(join(folder, "model.gguf"), "y");
    expect(await list()).not.toContain("local/late");
    await run("remove", "late");
  });
});

describe("a name that an endpoint serves", () => {
  it("comes into the pool with the weights that the server reports", async () => {
    expect(await run("add", "served", "--from", "zoo", "--served-as", "polyphony-zoo/zoo-scribe")).toContain("zoo serves it as");
    expect(await db().model.findUniqueOrThrow({ where: { slug: "served" } })).toMatchObject({
      servedAs: "polyphony-zoo/zoo-scribe",
      source: "local",
    });
    await expect(run("add", "more", "--from", "zoo")).rejects.toThrow('zoo serves no model "more". It serves: polyphony-zoo/');
    await expect(run("add", "more", "--from", "nowhere")).rejects.toThrow('"nowhere" is neither a folder nor the name of an endpoint');
  });
});

describe("what cannot be added", () => {
  const made = async (files: Record<string, string>) => {
    const at = await mkdtemp(join(settings.DATA_DIR, "folder-"));
    for (const [path, content] of Object.entries(files)) await writeFile(join(at, path), content);
    return at;
  };

  it.each([
    ["an empty folder", {}, "no weights"],
    ["pickled weights", { "config.json": '{"architectures":["LlamaForCausalLM"]}', "pytorch_model.bin": "x" }, "pickled format"],
    ["code of its own", { "config.json": '{"auto_map":{}}', "model.safetensors": "x".repeat(20) }, "brings its own code"],
    [
      "a reward model",
      { "config.json": '{"architectures":["LlamaForSequenceClassification"]}', "model.safetensors": "x".repeat(20) },
      "gives scores",
    ],
    ["an adapter without its base", { "adapter_config.json": "{}", "adapter_model.safetensors": "x".repeat(20) }, "--base"],
    ["two GGUF files", { "a.gguf": "GGUF", "b.gguf": "GGUF" }, "2 GGUF files"],
  ])("is refused with the reason: %s", async (_, files, words) => {
    const at = await made(files);
    await expect(run("add", "bad", "--from", at)).rejects.toThrow(words);
    expect(await db().model.count({ where: { hubId: "local:bad" } })).toBe(0);
  });

  it("is an adapter nowhere: beside its base it is added, and the words say how to serve it", async () => {
    const at = await made({ "adapter_config.json": '{"base_model_name_or_path":"x"}', "adapter_model.safetensors": "x".repeat(20) });
    expect(await run("add", "tuned", "--from", at, "--base", "served")).toMatch(/Nobody serves it yet[\s\S]*--lora-modules local\/tuned=/);
    expect(await db().model.findUniqueOrThrow({ where: { slug: "tuned" } })).toMatchObject({ baseModel: "local:served" });
  });

  it("are names that are no file names, and options that nobody knows", async () => {
    await expect(run("add", "../x", "--from", folder)).rejects.toThrow("cannot be a name");
    await expect(run("add", "x", "--form", folder)).rejects.toThrow("--form");
    await expect(run("add", "x", "--from", folder, "--consent", "S9")).rejects.toThrow("S9");
    await expect(run("add", "x")).rejects.toThrow("--from");
  });
});
