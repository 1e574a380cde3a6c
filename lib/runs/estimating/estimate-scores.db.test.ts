import { afterAll, beforeAll, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { storedScores } from "@/lib/operations/memo/score-rows";
import { scoreKey } from "@/lib/operations/scores/score-key";
import { type ScorerServer, startScorerServer } from "@/lib/operations/testing/scorer-server";
import { recordResults } from "@/lib/results/record-results";
import { prepareQuestion } from "@/lib/tasks/prepare-question";
import { questionsOf } from "@/lib/tasks/queries";
import { composeRuns } from "../composing/compose-runs";
import type { LaunchInput } from "../composing/schema";
import { launchRun } from "../launching/launch-run";
import { untilRun } from "../testing/await-run";
import { greedy, seedModel, seedTask } from "../testing/builders";
import { type ModelServer, startModelServer } from "../testing/model-server";
import { refereed } from "../testing/planted-method";
import { startLeaser } from "../testing/start-leaser";
import { estimateRuns } from "./estimate-runs";
import { countedAs, type SampledTask } from "./rehearsal";
import { rehearseRun } from "./rehearse-run";
import { runEstimate } from "./schema";

const reward = "example/Reward";
const embedder = "example/Embedding";
const reference = "what everybody says";
let models: ModelServer;
let scorer: ScorerServer;

beforeAll(async () => {
  models = await startModelServer(["one", "two"], 0, (model, prompt) => `${model} on ${prompt}`);
  scorer = await startScorerServer({ reward: (answer) => answer.length, says: () => "", vector: (text) => [text.length, 1] });
  process.env.ENDPOINTS = JSON.stringify([{ name: "test", url: models.url }]);
  process.env.SCORERS = JSON.stringify({ reward: { url: scorer.url, model: reward }, embed: { url: scorer.url, model: embedder } });
  await Promise.all(["one", "two"].map((slug) => seedModel(slug)));
  const asks = (taskType: string) => (slug: string, number: number) => ({
    taskType,
    id: String(number),
    input: `${slug} ${number}`,
    reference: [reference],
  });
  await seedTask("letters", { test: 5, dev: 3 }, { asks: asks("reward_model") });
  await seedTask("colours", { test: 4 }, { asks: asks("generation_diversity") });
  await seedTask("sums", { test: 6, dev: 2 });
});

afterAll(() => Promise.all([models.close(), scorer.close()]));

const shared = { split: "test" as const, questionsPerTask: null, priority: 0 };
const solo = (...tasks: string[]): LaunchInput => ({ ...shared, kind: "individual", models: ["one"], decoding: greedy, tasks });
const system = (method: string, ...tasks: string[]): LaunchInput => ({
  ...shared,
  kind: "system",
  method,
  models: ["one", "two"],
  parameters: { decoding: greedy },
  devPerTask: null,
  tasks,
});
const estimate = async (input: LaunchInput) => (await estimateRuns(await composeRuns(input), input)).total;

it("counts a score for each answer to a task that a model scores, and none where a text decides", async () => {
  expect(await estimate(solo("letters", "sums"))).toMatchObject({ calls: 11, scores: { calls: 5, known: 0 }, exact: true });
  expect(await estimate(solo("sums"))).toMatchObject({ scores: { calls: 0, known: 0 } });
  expect(scorer.asked.reward).toEqual([]);
});

it("counts texts that are embedded beside an answer once, and knows those that were embedded before", async () => {
  expect(await estimate(solo("colours"))).toMatchObject({ scores: { calls: 4 + 1, known: 0 } });
  await storedScores.keep([{ key: scoreKey("embed", embedder, reference), numbers: [1, 0] }]);
  expect(await estimate(solo("colours"))).toMatchObject({ scores: { calls: 4 + 1, known: 1 } });
});

it("counts the scores of dev answers that a method learns from", async () => {
  // 2 members answer 3 dev questions, and the best of them 5 test questions.
  expect(await estimate(system("best-single", "letters"))).toMatchObject({ calls: 6 + 5, scores: { calls: 6 + 5, known: 0 } });
});

it("counts the scores that a method itself asks for, in each kind of operation", async () => {
  const tasks = await db().task.findMany({ where: { slug: "sums" } });
  const rows = await questionsOf(
    tasks.map(({ id }) => id),
    "test",
    3,
  );
  const [taskId = ""] = tasks.map(({ id }) => id);
  const asked = rows.map((row) => prepareQuestion(row));
  const answered: SampledTask[] = [{ taskId, asked, total: 6, isScoredByText: true }];
  const method: typeof refereed = {
    ...refereed,
    async answer(pool, learned, questions, parameters, operations) {
      const answers = await refereed.answer(pool, learned, questions, parameters, operations);
      const rewards = await operations.reward(
        answers.map(({ text }, place) => ({ request: questions[place]?.prompt ?? "", answer: text })),
      );
      expect(rewards).toHaveLength(3);
      expect(await operations.verify(["Is it?"])).toEqual([null]);
      expect(await operations.embed(["same", "same"])).toHaveLength(2);
      const { label } = await operations.merge({ kind: "linear", parents: [{ model: "m-000000000000", weight: 1 }] });
      expect(label).toMatch(/^m-/);
      return answers;
    },
  };
  const members = await db().model.findMany({ orderBy: { slug: "asc" } });
  const run = { kind: "system" as const, title: "", models: members, method, parameters: { decoding: greedy }, devPerTask: null };
  const groups = await rehearseRun(run, [], { dev: [], answered });
  const callsOf = (wanted: string) =>
    groups.filter(({ kind }) => kind === wanted).reduce((sum, { calls, scale }) => sum + calls * scale, 0);
  const counted = Object.fromEntries(Object.keys(countedAs).map((kind) => [kind, callsOf(kind)]));
  expect(counted).toEqual({ generate: 6 * 3, reward: 6, verify: 2, embed: 2, train: 0, merge: 2 });
});

it("knows every score of a run that was made before, and goes by it", async () => {
  const leaser = startLeaser(recordResults);
  const [number = 0] = await launchRun(systemActor("test"), system("best-single", "letters"));
  const run = await untilRun(number, ({ state }) => state === "done");
  await leaser.stop();
  expect(run.estimate).toMatchObject({ scores: { calls: 11, known: 0 } });
  expect(scorer.asked.reward).toHaveLength(11);
  expect(await estimate(system("best-single", "letters"))).toMatchObject({ known: 11, scores: { calls: 11, known: 11 } });
});

it("reads what was estimated before scores were counted", async () => {
  const { scores, ...older } = await estimate(solo("sums"));
  expect(runEstimate.parse(older)).toEqual({ ...older, scores });
});
