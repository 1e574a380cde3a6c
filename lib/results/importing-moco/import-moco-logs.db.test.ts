import { beforeAll, describe, expect, it } from "vitest";
import { anonymous, systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { findRun } from "@/lib/runs/watching/find-run";
import { importTask } from "@/lib/tasks/importing/import-task";
import { isDoubtful } from "@/lib/tasks/schema";
import { colours } from "@/lib/tasks/testing/task-files";
import { listResults, summarizeResults } from "../queries";
import { importMocoLog } from "./import-moco-logs";

const actor = systemActor("test");
const none = { tasks: {}, aliases: {} };
const letters = { A: "red", B: "green", C: "blue" };
const file = {
  ...colours,
  splits: {
    ...colours.splits,
    test: [
      { id: "t1", question: "What is the colour of the sea?", choices: letters, answer: "C" },
      { id: "t2", question: "What is the colour of a leaf?", choices: letters, answer: "B" },
    ],
  },
};

const prompt = (question: string) => `${question}\nA) red\nB)  green\nC) blue\nPlease choose the letter.`;
const entries = [
  { input: prompt("What is the colour of the sea?"), output: "C", score: 1 },
  { input: prompt("What is the colour of a leaf?"), output: "A", score: 0 },
];
const log = (changes: Record<string, unknown> = {}) => ({
  task: "test-colours",
  task_type: "multiple_choice",
  model_names: ["lab/one", "lab/two"],
  hyperparameters: { max_response_length: 512 },
  avg_test_score: 0.5,
  logs: entries,
  ...changes,
});
const importing = (name: string, content: unknown, choices = none) =>
  importMocoLog(actor, name, typeof content === "string" ? content : JSON.stringify(content, null, 4), choices);

beforeAll(async () => {
  await inTransaction((tx) => importTask(tx, file));
});

describe("importMocoLog", () => {
  it("makes a run that is done, marked as imported, and carries the defects that could have touched it", async () => {
    const outcome = await importing("test-colours_2_0.5_prompt_routing.json", log());
    expect(outcome).toMatchObject({ created: true, answers: 2, score: 0.5 });
    const run = await db().run.findUniqueOrThrow({ where: { number: outcome.number }, include: { system: true, results: true } });
    expect(run).toMatchObject({
      origin: "imported",
      state: "done",
      leaseOwner: null,
      questionsDone: 2,
      system: { imported: true, method: "prompt-routing" },
    });
    expect(run.results.map((result) => [result.parser, result.score, result.mocoScore]).sort()).toEqual([
      ["moco/log", 0, 0],
      ["moco/log", 1, 1],
    ]);
    expect(run.results.map(({ certainty }) => isDoubtful(certainty))).toEqual([false, false]);
    const ids = (await findRun(actor, outcome.number)).caveats.map((caveat) => caveat.id);
    expect(ids).toEqual(expect.arrayContaining(["G-1", "G-3", "E-1", "E-2", "P-1"]));
    expect(ids).not.toEqual(expect.arrayContaining(["P-2"]));
    expect(ids).not.toEqual(expect.arrayContaining(["E-6"]));
  });
  it("shows its scores and texts only to those who may see them", async () => {
    const { number } = await importing("test-colours_2_0.5_multiagent_refine.json", log({ hyperparameters: { rounds: 2 } }));
    expect(await summarizeResults(anonymous, number)).toEqual([]);
    expect((await summarizeResults(actor, number))[0]).toMatchObject({ mean: 0.5, n: 2 });
    expect((await listResults(actor, number, { page: 1 })).total).toBe(2);
  });
  it("counts the verdicts of others that we would not give as doubtful, and lists them alone", async () => {
    const credited = entries.map((entry) => ({ ...entry, score: 1 }));
    const { number } = await importing("test-colours_2_1_majority_vote.json", log({ logs: credited, avg_test_score: 1 }));
    expect((await summarizeResults(actor, number))[0]).toMatchObject({ mean: 1, doubts: { doubtful: 1, low: 0.5, high: 1 } });
    const { rows, total } = await listResults(actor, number, { page: 1, show: "doubtful" });
    expect(total).toBe(1);
    expect(rows[0]).toMatchObject({ answer: "A", certainty: 0.5 });
  });
  it("reads a single model as a run of that model, and the same log once only", async () => {
    const single = log({ model_names: ["lab/one"] });
    const first = await importing("test-colours_one_0.5_single_model.json", single);
    const again = await importing("renamed_single_model.json", single);
    expect(again).toMatchObject({ created: false, number: first.number });
    expect(await db().run.findUniqueOrThrow({ where: { number: first.number } })).toMatchObject({ kind: "individual", systemId: null });
  });
  it("refuses the bytes of one method's log under the name of another", async () => {
    await importing("test-colours_2_0.5_nudging.json", log({ hyperparameters: { a: 1 } }));
    await expect(importing("test-colours_2_0.5_expo.json", log({ hyperparameters: { a: 1 } }))).rejects.toMatchObject({ code: "CONFLICT" });
  });
  it("records the reward model that some methods always ask", async () => {
    const { number } = await importing("test-colours_2_0.5_trained_router.json", log({ hyperparameters: { epochs: 5 } }));
    const { system } = await db().run.findUniqueOrThrow({ where: { number }, include: { system: true } });
    expect(system?.sources).toEqual([expect.objectContaining({ kind: "reward_model", name: expect.stringContaining("Skywork") })]);
  });
  it("keeps what every model said, and recomputes the mean", async () => {
    const blended = log({
      avg_test_score: 0.9,
      logs: entries.map((entry) => ({ ...entry, candidate_answers: ["C", "B"], top_k_model_indices: [0] })),
    });
    const { number, caveats } = await importing("test-colours_2_0.9_llm_blender.json", blended);
    expect(caveats[0]).toEqual({ id: "L-1", text: "The log claims a mean of 0.9; its 2 entries give 0.500000." });
    const [result] = await db().result.findMany({ where: { run: { number } } });
    expect(result?.trace).toMatchObject({
      steps: [{ stage: "answer", model: "lab/one", text: "C" }, { model: "lab/two" }],
      decision: { top_k_model_indices: [0] },
    });
  });
  it("counts entries that repeat a question", async () => {
    const { answers, caveats } = await importing("test-colours_2_0.67_agglm.json", log({ logs: [...entries, entries[0]] }));
    expect(answers).toBe(2);
    expect(caveats.map((caveat) => caveat.id)).toContain("L-2");
  });
});

describe("a log that cannot be imported", () => {
  const countRuns = () => db().run.count();

  it("is refused with the entry whose prompt is no question of the task", async () => {
    const runs = await countRuns();
    const strange = log({ logs: [entries[0], { ...entries[1], input: prompt("What is the colour of snow?") }] });
    await expect(importing("x_2_0.5_expo.json", strange)).rejects.toMatchObject({ fields: [{ field: "logs[1]" }] });
    expect(await countRuns()).toBe(runs);
  });
  it("is refused with the line, the field, the model or the task that is wrong", async () => {
    await expect(importing("x_2_0.5_expo.json", '{\n "task": "x",\n "logs": [}')).rejects.toThrow("line 3");
    const unscored = JSON.stringify(log({ logs: [{ ...entries[0], score: 7 }] })).replace('"score":7', '"score":NaN');
    await expect(importing("x_2_0.5_expo.json", unscored)).rejects.toThrow("logs[0].score");
    await expect(importing("x_2_0.5_expo.json", log({ model_names: ["./merged/one_full", "lab/two"] }))).rejects.toThrow(
      "--alias ./merged/one_full",
    );
    await expect(importing("x_2_0.5_expo.json", log({ task: "unknown_task" }))).rejects.toThrow("--task unknown_task");
    await expect(importing("results.json", log())).rejects.toThrow("does not end as a log of MoCo does");
    await expect(importMocoLog(anonymous, "x_expo.json", "{}", none)).rejects.toMatchObject({ code: "SIGN_IN_REQUIRED" });
  });
  it("can be read once it is said which model and task it means", async () => {
    const choices = { tasks: { other_name: "test-colours" }, aliases: { "./merged/one_full": "lab/one" } };
    const { caveats } = await importing(
      "o_2_0.5_greedy_soup.json",
      log({ task: "other_name", model_names: ["./merged/one_full", "lab/two"] }),
      choices,
    );
    expect(caveats.map((caveat) => caveat.id)).toEqual(expect.arrayContaining(["G-19", "G-20", "W-5"]));
  });
});
