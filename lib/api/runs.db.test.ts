import { beforeAll, describe, expect, it } from "vitest";
import { anonymous } from "@/lib/auth/actor";
import { type SeededTask, seedChoiceTask, seedScoredRun, seedSystem } from "@/lib/boards/testing/world";
import { db } from "@/lib/db/client";
import { seedModel } from "@/lib/runs/testing/builders";
import { answerExperiment, answerExperiments } from "./answer-experiments";
import { answerRun, answerRuns } from "./answer-runs";
import { readQuery } from "./read-query";
import { experimentAnswer, experimentsAnswer, runAnswer, runsAnswer, runsQuery } from "./run-shapes";

let task: SeededTask;
let numbers: number[];

beforeAll(async () => {
  task = await seedChoiceTask("words", "knowledge", "test", 3);
  const [open, mute] = [await seedModel("open"), await seedModel("mute", { scopes: ["S1_run"] })];
  const vote = await seedSystem("vote", "majority-vote", [open, mute]);
  const scores: [SeededTask, number[]][] = [[task, [1, 0, 1]]];
  const runs = [
    await seedScoredRun({ of: { model: open }, scores }),
    await seedScoredRun({ of: { model: mute }, scores, state: "failed" }),
    await seedScoredRun({ of: { system: vote }, scores }),
  ];
  numbers = runs.map((run) => run.number);
  const entry = { kind: "individual", models: ["open"], split: "test", priority: 0 };
  const plan = { version: 1, tasks: ["words"], questionsPerTask: 3, devPerTask: null, decoding: { temperature: 0 }, entries: [entry] };
  await db().experiment.create({
    data: { slug: "trial", title: "Trial", description: "Whether it works.", plan, runs: { connect: [{ id: runs[0]?.id ?? "" }] } },
  });
});

const list = async (query: string) =>
  runsAnswer.parse(await answerRuns(anonymous, readQuery(runsQuery, `https://portal.example/api/v1/runs${query}`)));
const found = async (query: string) => (await list(query)).rows.map((row) => numbers.indexOf(row.number));

describe("runs", () => {
  it("are narrowed by state, kind, system, model, task and experiment", async () => {
    expect(await found("")).toEqual([0, 1, 2]);
    expect(await found("?state=failed")).toEqual([1]);
    expect(await found("?kind=system")).toEqual([2]);
    expect(await found("?system=vote")).toEqual([2]);
    expect(await found("?model=mute")).toEqual([1, 2]);
    expect(await found("?task=words&split=test")).toEqual([0, 1, 2]);
    expect(await found("?split=dev")).toEqual([]);
    expect(await found("?experiment=trial")).toEqual([0]);
  });

  it("come in pages by their numbers", async () => {
    const first = await list("?limit=2");
    expect(first.next).toBe(numbers[1]);
    const second = await list(`?limit=2&after=${first.next}`);
    expect(second.rows.map((row) => row.number)).toEqual([numbers[2]]);
    expect(second.next).toBeNull();
  });

  it.each([
    ["?modle=open", '"modle" is not a parameter of this address'],
    ["?state=finished", "Invalid option"],
    ["?limit=0", '"limit" must be 1 to 1000'],
    ["?limit=many", '"limit" must be a whole number'],
    ["?limit=1.5", '"limit" must be a whole number'],
    ["?after=99999999999", '"after" must be at most 2147483647'],
    ["?model=nobody", 'There is no model "nobody"'],
    ["?task=%00", "There is no task"],
    ["?system=a&system=b", '"system"'],
  ])("are refused for what nobody understands: %s", async (query, words) => {
    await expect((async () => list(query))()).rejects.toThrow(words);
  });

  it("show the scores of one with interval and number, where they may be seen", async () => {
    const { run } = runAnswer.parse(await answerRun(anonymous, numbers[0] ?? 0));
    expect(run.scores).toMatchObject([{ task: "words", n: 3, unreadable: 1 }]);
    expect(run.scores[0]?.mean).toBeCloseTo(2 / 3);
    expect(run).toMatchObject({ scoresKept: null, results: `/api/v1/runs/${numbers[0]}/results`, experiment: "trial" });
    const kept = runAnswer.parse(await answerRun(anonymous, numbers[2] ?? 0)).run;
    expect(kept).toMatchObject({ scores: [], scoresKept: "consent", members: [{ slug: "open" }, { slug: "mute" }] });
    await expect(answerRun(anonymous, 999_999)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("experiments", () => {
  it("are listed with how far they have come, and one with its plan and its runs", async () => {
    const { rows } = experimentsAnswer.parse(await answerExperiments(anonymous));
    expect(rows).toMatchObject([{ slug: "trial", runs: 1, done: 1, failed: 0 }]);
    const { experiment } = experimentAnswer.parse(await answerExperiment(anonymous, "trial"));
    expect(experiment).toMatchObject({ numbers: [numbers[0]], plan: { tasks: ["words"] } });
    await expect(answerExperiment(anonymous, "others")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
