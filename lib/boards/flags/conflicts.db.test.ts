import { beforeAll, describe, expect, it } from "vitest";
import { answerIndividualLeaderboard } from "@/lib/api/answer-leaderboards";
import { anonymous } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { findModelPage } from "@/lib/pages/find-model-page";
import { findSystemPage } from "@/lib/pages/find-system-page";
import { seedModel } from "@/lib/runs/testing/builders";
import { readBoards } from "../read-board";
import { boardView } from "../schema";
import { scoresOf, seedChoiceTask, seedScoredRun, seedSystem } from "../testing/world";
import { conflictsOfRun } from "./conflicts-of-run";

const view = (changes: Record<string, unknown> = {}) => boardView.parse(changes);
const verifier = "example/Verifier-Llama-8B";

/** Three tasks; one model declares data of the first, another was adapted from it, a third declares nothing. */
beforeAll(async () => {
  process.env.SCORERS = JSON.stringify({ verify: { url: "http://127.0.0.1:1", model: verifier } });
  const gsm8k = await seedChoiceTask("gsm8k", "reasoning", "test", 10);
  const other = await seedChoiceTask("other", "reasoning", "test", 10);
  const advice = await seedChoiceTask("advice", "instruction_following", "test", 10);
  await db().task.update({ where: { slug: "advice" }, data: { taskType: "general_verifier" } });
  const [trained, child, plain] = [await seedModel("trained"), await seedModel("child"), await seedModel("plain")];
  await db().model.update({ where: { id: trained.id }, data: { trainingData: "our own texts\nGrade School Math (train)" } });
  await db().model.update({ where: { id: child.id }, data: { baseModel: "test/trained" } });
  await db().model.update({ where: { id: plain.id }, data: { baseModel: "meta-llama/Llama-3.1-8B" } });
  for (const [model, right] of [
    [trained, 9],
    [child, 8],
    [plain, 5],
  ] as const) {
    await seedScoredRun({
      of: { model },
      scores: [
        [gsm8k, scoresOf(right, 10)],
        [other, scoresOf(5, 10)],
        [advice, scoresOf(5, 10)],
      ],
    });
  }
  const system = await seedSystem("vote", "majority-vote", [trained, plain]);
  const sources = [{ kind: "judge", name: verifier, via: "judge" }];
  await db().system.update({ where: { id: system.id }, data: { sources } });
  await seedScoredRun({
    of: { system },
    scores: [
      [gsm8k, scoresOf(9, 10)],
      [other, scoresOf(6, 10)],
      [advice, scoresOf(6, 10)],
    ],
  });
});

describe("flags on scores", () => {
  it("follow declared training data to the task, to what was adapted from it, and to systems", async () => {
    const { models, systems } = await readBoards(anonymous, view({ domain: "reasoning" }));
    const flags = Object.fromEntries(models.rows.map((row) => [row.slug, row.conflicts.map((one) => `${one.kind} ${one.task}`)]));
    expect(flags).toEqual({ trained: ["training-data gsm8k"], child: ["training-data gsm8k"], plain: [] });
    expect(models.rows.find((row) => row.slug === "child")?.conflicts[0]?.text).toContain("adapted from trained");
    expect(systems.rows[0]?.conflicts).toMatchObject([{ task: "gsm8k", model: "trained" }]);
  });
  it("tell when what scores a task made the system, or shares a base family with a model", async () => {
    const { models, systems } = await readBoards(anonymous, view({ task: "advice" }));
    expect(models.rows.filter((row) => row.conflicts.length > 0).map((row) => row.slug)).toEqual(["plain"]);
    expect(systems.rows[0]?.conflicts.map((one) => one.text)).toEqual([
      `${verifier} had a part in the making of System vote (judge) and scores advice.`,
      `plain and what scores advice, ${verifier}, are both made from llama.`,
    ]);
  });
  it("are counted, listed on the pages, and part of the public answers", async () => {
    const { flagged, notImported } = await readBoards(anonymous, view());
    expect(flagged).toEqual({ scores: 5, tasks: 2 });
    expect(notImported).toBe(17);
    expect((await findModelPage(anonymous, "child", "test")).declaredData).toHaveLength(2);
    expect((await findSystemPage(anonymous, "vote", "test")).sources).toHaveLength(1);
    const { rows } = await answerIndividualLeaderboard(anonymous, { split: "test", task: "gsm8k" });
    expect(rows.map((row) => row.conflicts.length)).toEqual([1, 1, 0]);
  });
});

describe("the flags of a run", () => {
  it("are those of what it evaluates, on its own tasks", async () => {
    const runs = await db().run.findMany({ select: { number: true, model: { select: { slug: true } } }, orderBy: { number: "asc" } });
    const flags = await Promise.all(runs.map(async ({ number }) => (await conflictsOfRun(anonymous, number)).map((one) => one.task)));
    expect(flags).toEqual([["gsm8k"], ["gsm8k"], ["advice"], ["advice", "gsm8k", "advice"]]);
  });
});

describe("the board without flagged scores", () => {
  it("leaves flagged rows out of the task and says how many", async () => {
    const { models, systems } = await readBoards(anonymous, view({ task: "gsm8k", flagged: "without" }));
    expect(models.rows.map((row) => row.slug)).toEqual(["plain"]);
    expect(models.hidden).toEqual([{ reason: "flagged", count: 2 }]);
    expect(systems.hidden).toEqual([{ reason: "flagged", count: 1 }]);
  });
  it("takes means over the tasks on which nobody is flagged, so that a declaration costs no place", async () => {
    const { models } = await readBoards(anonymous, view({ domain: "reasoning", flagged: "without" }));
    expect(models.rows.map((row) => [row.slug, row.n])).toEqual([
      ["child", 10],
      ["plain", 10],
      ["trained", 10],
    ]);
    expect(models.rows.every((row) => row.score === 0.5)).toBe(true);
  });
  it("leaves the usual board as it was", async () => {
    const { models } = await readBoards(anonymous, view({ task: "gsm8k" }));
    expect(models.rows.map((row) => row.slug)).toEqual(["trained", "child", "plain"]);
  });
  it("name the model that gave the scores, whatever is configured since", async () => {
    const question = { task: { slug: "advice" } };
    await db().result.updateMany({ where: { question }, data: { parser: "strict/3 + verifier example/Judge-Qwen-7B" } });
    const { models, systems } = await readBoards(anonymous, view({ task: "advice" }));
    expect([...models.rows, ...systems.rows].flatMap((row) => row.conflicts)).toEqual([]);
    await db().result.updateMany({ where: { question }, data: { parser: `strict/3 + verifier ${verifier}` } });
    expect((await readBoards(anonymous, view({ task: "advice" }))).systems.rows[0]?.conflicts).toHaveLength(2);
  });
});
