import { beforeAll, describe, expect, it } from "vitest";
import { anonymous } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { seedModel } from "@/lib/runs/testing/builders";
import { type Boards, readBoards, readBoardsOrExplain } from "./read-board";
import { boardView } from "./schema";
import { type SeededModel, type SeededTask, scoresOf, seedChoiceTask, seedScoredRun, seedSystem } from "./testing/world";

/** The parts of the score that have a column. */
const partsOf = ({ columns }: Pick<Boards["models"], "columns">) =>
  columns.filter((column) => column.key === "parts").map((column) => column.sortKey);
const view = (changes: Record<string, unknown> = {}) => boardView.parse(changes);

/**
 * Two domains: safety with one task of 10 questions, reasoning with two of 10 and 20.
 * Alpha: safety 5/10; reasoning 8/10 and 10/20, so 0.65; overall 0.575. Beta: 2/10; 3/10 and 8/20 = 0.35; overall 0.275.
 * The vote over both: 9/10; 9/10 and 14/20 = 0.8; overall 0.85. Alpha is best on dev.
 */
let safety: SeededTask;
let sums: SeededTask;
let sorts: SeededTask;
let alpha: SeededModel;
let beta: SeededModel;

beforeAll(async () => {
  safety = await seedChoiceTask("safety", "safety", "test", 10);
  sums = await seedChoiceTask("sums", "reasoning", "test", 10);
  sorts = await seedChoiceTask("sorts", "reasoning", "test", 20);
  alpha = await seedModel("alpha");
  beta = await seedModel("beta");
  const silent = await seedModel("silent", { scopes: ["S1_run"] });
  const gone = await seedModel("gone", { state: "withdrawn" });
  await seedModel("waiting");
  const all = (a: number, b: number, c: number) =>
    [
      [safety, scoresOf(a, 10)],
      [sums, scoresOf(b, 10)],
      [sorts, scoresOf(c, 20)],
    ] as const;
  await seedScoredRun({ of: { model: alpha }, scores: all(5, 8, 10) });
  await seedScoredRun({ of: { model: beta }, scores: all(2, 3, 8) });
  await seedScoredRun({ of: { model: silent }, scores: all(10, 10, 20) });
  await seedScoredRun({ of: { model: gone }, scores: all(10, 10, 20) });
  const ranking = [alpha, beta].map(({ label }, place) => ({ label, score: 0.6 - place / 10, n: 5 }));
  const single = await seedSystem("best-single-2", "best-single", [alpha, beta], { ranking });
  await seedScoredRun({ of: { system: single }, scores: all(5, 8, 10) });
  const vote = await seedSystem("majority-vote-2", "majority-vote", [alpha, beta], { ranking });
  await seedScoredRun({ of: { system: vote }, scores: all(9, 9, 14) });
  const hiddenSystem = await seedSystem("majority-vote-3", "majority-vote", [alpha, beta, silent], { ranking });
  await seedScoredRun({ of: { system: hiddenSystem }, scores: all(10, 10, 20) });
});

describe("the board of models", () => {
  it("averages tasks within domains and domains within all, each counting the same", async () => {
    const { models } = await readBoards(anonymous, view());
    expect(models.rows.map((row) => row.slug)).toEqual(["alpha", "beta"]);
    expect(models.rows[0]?.score).toBeCloseTo(0.575, 10);
    expect(models.rows[0]?.parts.reasoning?.score).toBeCloseTo(0.65, 10);
    expect(models.rows[0]?.parts.safety?.score).toBeCloseTo(0.5, 10);
    expect(models.rows[1]?.score).toBeCloseTo(0.275, 10);
    expect(models.rows[0]).toMatchObject({ n: 40, soFar: false, task: "all", domain: null });
    expect(models.rows[0]?.chance).toBeCloseTo(0.25, 10);
  });
  it("gives a task its Wilson interval: 5 of 10 is 0.237 to 0.763", async () => {
    const { models } = await readBoards(anonymous, view({ task: "safety" }));
    const [row] = models.rows;
    expect(row?.interval[0]).toBeCloseTo(0.2366, 4);
    expect(row?.interval[1]).toBeCloseTo(0.7634, 4);
    expect(row?.run).toBe((await db().run.findFirstOrThrow({ where: { modelId: alpha.id } })).number);
    expect(partsOf(models)).toEqual([]);
  });
  it("shows the tasks of a domain as parts", async () => {
    const { models } = await readBoards(anonymous, view({ domain: "reasoning" }));
    expect(partsOf(models)).toEqual(["sorts", "sums"]);
    expect(models.rows[0]?.score).toBeCloseTo(0.65, 10);
  });
  it("hides models without consent and withdrawn ones, counts them and those without answers, and never names them", async () => {
    const { models } = await readBoards(anonymous, view());
    const counts = Object.fromEntries(models.hidden.map(({ reason, count }) => [reason, count]));
    expect(counts).toEqual({ consent: 1, withdrawn: 1, no_results: 1 });
    expect(JSON.stringify(models)).not.toMatch(/silent|gone/);
  });
  it("keeps bands of places, not bare ranks: alpha is surely ahead of beta on paired questions", async () => {
    const { models } = await readBoards(anonymous, view());
    expect(models.rows.map((row) => row.rank)).toEqual([
      [1, 1],
      [2, 2],
    ]);
    const narrow = await readBoards(anonymous, view({ task: "safety" }));
    expect(narrow.models.rows.map((row) => row.rank)).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });
  it("counts what the reader's own filter leaves out, and does not change the places of what it leaves", async () => {
    const { models } = await readBoards(anonymous, view({ q: "beta" }));
    expect(models.filtered).toBe(1);
    expect(models.rows.map((row) => [row.slug, ...row.rank])).toEqual([["beta", 2, 2]]);
  });
});

describe("the board of systems", () => {
  it("measures a system against the best single model of its pool, paired and weighted as the score is", async () => {
    const { systems } = await readBoards(anonymous, view());
    const [vote, single] = systems.rows;
    expect(vote?.slug).toBe("majority-vote-2");
    expect(vote?.score).toBeCloseTo(0.85, 10);
    expect(vote?.gain?.baseline).toEqual({ name: "alpha", slug: "alpha" });
    expect([vote?.gain?.chosenBy, vote?.isBaseline]).toEqual(["baseline", false]);
    // Safety +0.4; reasoning (+0.1 and +0.2) = +0.15; overall +0.275.
    expect(vote?.gain?.difference).toBeCloseTo(0.275, 10);
    expect(vote?.gain).toMatchObject({ wins: 9, losses: 0, n: 40, soFar: false });
    // All nine discordant questions on one side: 2 / 2^9.
    expect(vote?.gain?.p).toBeCloseTo(2 / 512, 10);
    // (1.96 + 0.84) * sqrt(9/40 / 40)
    expect(vote?.gain?.detectable).toBeCloseTo(0.2101, 3);
    expect(single).toMatchObject({ slug: "best-single-2", isBaseline: true, gain: null });
  });
  it("hides a system as soon as one member is hidden", async () => {
    const { systems } = await readBoards(anonymous, view());
    expect(systems.rows).toHaveLength(2);
    expect(systems.hidden).toEqual([{ reason: "consent", count: 1 }]);
  });
  it("finds the headline: the best system and the model it has to beat", async () => {
    const { headline } = await readBoards(anonymous, view({ task: "safety" }));
    expect(headline.system?.slug).toBe("majority-vote-2");
    expect(headline.model?.slug).toBe("alpha");
    expect(headline.system?.score).toBeCloseTo(0.85, 10);
  });
  it("hides everything of a model from the moment its consent is gone, kept answers or not", async () => {
    await db().model.update({ where: { id: beta.id }, data: { scopes: ["S1_run"] } });
    const { models, systems } = await readBoards(anonymous, view());
    expect(systems.rows).toEqual([]);
    expect(models.rows.map((row) => row.slug)).toEqual(["alpha"]);
    await db().model.update({ where: { id: beta.id }, data: { scopes: ["S1_run", "S2_publish_scores"] } });
  });
});

describe("runs under way", () => {
  it("say so far, leave a mean out until each of its tasks is begun, and are counted as incomplete", async () => {
    const gamma = await seedModel("gamma");
    const run = await seedScoredRun({ of: { model: gamma }, state: "running", scores: [[safety, scoresOf(3, 4)]] });
    await db().runTask.createMany({ data: [sums, sorts].map((task) => ({ runId: run.id, taskId: task.id })) });
    const overall = await readBoards(anonymous, view());
    expect(overall.models.rows.map((row) => row.slug)).not.toContain("gamma");
    expect(overall.models.hidden).toContainEqual({ reason: "incomplete", count: 1 });
    const task = await readBoards(anonymous, view({ task: "safety" }));
    expect(task.models.rows.find((row) => row.slug === "gamma")).toMatchObject({ soFar: true, n: 4, score: 0.75 });
    expect(overall.progress).toMatchObject({ total: 8, done: 7, experiment: null });
  });
  it("are left out when they failed, and the board follows at once", async () => {
    await db().run.updateMany({ where: { state: "running" }, data: { state: "failed" } });
    const { models, progress } = await readBoards(anonymous, view({ task: "safety" }));
    expect(models.rows.map((row) => row.slug)).not.toContain("gamma");
    expect(models.hidden).toContainEqual({ reason: "failed", count: 1 });
    expect(progress).toBeNull();
  });
});

describe("addresses", () => {
  it("that name what does not exist are refused with what there is", async () => {
    await expect(readBoards(anonymous, view({ task: "nothing" }))).rejects.toThrow(/no task "nothing".*safety/);
    await expect(readBoards(anonymous, view({ domain: "safety", task: "sums" }))).rejects.toThrow(/not in that domain/);
    await expect(readBoards(anonymous, view({ modelSort: "weight" }))).rejects.toThrow(/cannot be sorted/);
  });
  it("that were mistyped still lead to the usual view on a page, with the reason", async () => {
    const { view: shown, problems } = await readBoardsOrExplain(anonymous, { split: "dev", task: "sums" });
    expect(shown).toEqual(boardView.parse({}));
    expect(problems).toHaveLength(1);
  });
  it("show an empty split as empty", async () => {
    const { models, headline } = await readBoards(anonymous, view({ split: "held_out" }));
    expect(models.rows).toEqual([]);
    expect(headline).toMatchObject({ system: null, model: null });
  });
});
