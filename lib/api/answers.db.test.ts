import { beforeAll, describe, expect, it } from "vitest";
import { anonymous } from "@/lib/auth/actor";
import { toCsv } from "@/lib/boards/export-board";
import { boardView } from "@/lib/boards/schema";
import { type SeededModel, type SeededTask, seedChoiceTask, seedScoredRun, seedSystem } from "@/lib/boards/testing/world";
import { db } from "@/lib/db/client";
import { findModelPage } from "@/lib/pages/find-model-page";
import { findQuestionPage } from "@/lib/pages/find-question-page";
import { findSystemPage } from "@/lib/pages/find-system-page";
import { listModelAnswers, listSystemAnswers } from "@/lib/pages/list-answers";
import { answersView } from "@/lib/pages/schema";
import { seedModel } from "@/lib/runs/testing/builders";
import { doubtBelow } from "@/lib/tasks/schema";
import { answerExport } from "./answer-export";
import { answerIndividualLeaderboard, answerSystemLeaderboard } from "./answer-leaderboards";
import { answerModels, answerSystems, answerTasks } from "./answer-lists";
import { checkHealth } from "./check-health";
import { readQuery } from "./read-query";
import {
  exportAnswer,
  healthAnswer,
  individualAnswer,
  individualQuery,
  modelsAnswer,
  systemAnswer,
  systemQuery,
  systemsAnswer,
  tasksAnswer,
} from "./shapes";

/** Three questions. Open is right on the first, shy on the second, their vote on the second and third. */
let task: SeededTask;
let open: SeededModel;
let shy: SeededModel;

beforeAll(async () => {
  task = await seedChoiceTask("words", "knowledge", "test", 3);
  open = await seedModel("open");
  shy = await seedModel("shy", { scopes: ["S1_run", "S2_publish_scores"] });
  const alone = (model: SeededModel) => ({
    steps: [{ stage: "answer", model: model.label, text: "secret", generation: "k" }],
    decision: {},
  });
  await seedScoredRun({ of: { model: open }, scores: [[task, [1, 0, 0]]], trace: alone(open), certainty: [1, 0.6, 0.99] });
  await seedScoredRun({ of: { model: shy }, scores: [[task, [0, 1, 0]]], trace: alone(shy) });
  const ranking = [open, shy].map(({ label }) => ({ label, score: 0.5, n: 2 }));
  const vote = await seedSystem("=vote", "majority-vote", [open, shy], { ranking });
  const steps = [open, shy].map(({ label }) => ({ stage: "first answer", model: label, text: `${label} says secret`, generation: "k" }));
  await seedScoredRun({
    of: { system: vote },
    scores: [[task, [0, 1, 1]]],
    trace: { steps, decision: { chosen: open.label, reading: "secret" } },
  });
});

describe("a system's answers", () => {
  const list = (outcome?: string) => listSystemAnswers(anonymous, "=vote", answersView.parse({ outcome }));
  it("stand beside the best single model and the members alone", async () => {
    const page = await list();
    expect(page.baseline).toBe("open");
    expect(page.rows.map(({ own, baseline, membersRight, members }) => [own, baseline, membersRight, members])).toEqual([
      [0, 1, 1, 2],
      [1, 0, 1, 2],
      [1, 0, 0, 2],
    ]);
    expect(page.rows[0]?.text).toBe("Question 0 of words?");
  });
  it("can be narrowed to what no member solved alone, and counts every outcome", async () => {
    const page = await list("emergent");
    expect(page.rows.map((row) => row.text)).toEqual(["Question 2 of words?"]);
    expect(page.counts).toEqual({ "system-better": 2, "single-better": 1, emergent: 1, lost: 1, right: 2, wrong: 1 });
    expect(page.total).toBe(1);
    expect(page.all).toBe(3);
  });
  it("stay hidden with the system when a member may not be scored", async () => {
    await db().model.update({ where: { id: shy.id }, data: { state: "quarantined" } });
    await expect(list()).rejects.toThrow("does not exist");
    await expect(listModelAnswers(anonymous, "shy", answersView.parse({}))).rejects.toThrow("does not exist");
    expect((await findSystemPage(anonymous, "=vote", "test")).scores).toEqual([]);
    await db().model.update({ where: { id: shy.id }, data: { state: "runnable" } });
  });
});

describe("a question", () => {
  it("shows what was said by those who allow it, and withholds the rest and all that rests on it", async () => {
    const page = await findQuestionPage(anonymous, task.questionIds[1] ?? "");
    expect(page.models.map(({ slug, text, score }) => [slug, text, score])).toEqual([
      ["open", "B", 0],
      ["shy", null, 1],
    ]);
    const [system] = page.systems;
    expect(system).toMatchObject({ text: null, parsed: null, score: 1, members: ["open", "shy"] });
    expect(system?.trace.steps.map((step) => step.text)).toEqual([`${open.label} says secret`, null]);
    expect(JSON.stringify(page)).not.toContain(`${shy.label} says`);
    expect(JSON.stringify(system?.trace.decision)).not.toContain("secret");
  });
  it("names the right option", async () => {
    const { question } = await findQuestionPage(anonymous, task.questionIds[0] ?? "");
    expect(question.options.filter((option) => option.correct)).toEqual([{ letter: "A", text: "one", correct: true }]);
  });
});

describe("a model's page", () => {
  it("shows scores and systems, and keeps the tombstone only once withdrawn", async () => {
    const page = await findModelPage(anonymous, "open", "test");
    expect(page.scores[0]).toMatchObject({ kind: "overall", cell: { n: 3 } });
    expect(page.systems.map((system) => system.slug)).toEqual(["=vote"]);
    await db().model.update({ where: { id: open.id }, data: { state: "withdrawn" } });
    const gone = await findModelPage(anonymous, "open", "test");
    expect(gone).toMatchObject({ hidden: "withdrawn", scores: [], systems: [] });
    const listed = await answerModels(anonymous);
    expect(listed.rows.find((row) => row.slug === "open")).toMatchObject({ state: "withdrawn", hubId: null, contributor: null });
    expect(JSON.stringify(await answerSystemLeaderboard(anonymous, systemQuery.parse({})))).not.toContain("=vote");
    await db().model.update({ where: { id: open.id }, data: { state: "runnable" } });
  });
  it("of a name that nobody knows is not found", async () => {
    await expect(findModelPage(anonymous, "nobody", "test")).rejects.toThrow("does not exist");
  });
});

describe("the public interface", () => {
  it("answers exactly in its published shapes", async () => {
    const individual = await answerIndividualLeaderboard(anonymous, individualQuery.parse({}));
    expect(individualAnswer.strict().parse(individual).rows).toHaveLength(6);
    const systems = systemAnswer.strict().parse(await answerSystemLeaderboard(anonymous, systemQuery.parse({ scope: "task" })));
    expect(systems.rows).toHaveLength(1);
    expect(systems.rows[0]).toMatchObject({
      name: "System =vote",
      task: "words",
      domain: "knowledge",
      n: 3,
      split: "test",
      kind: "system",
    });
    expect(systems.rows[0]?.gain?.difference).toBeCloseTo(1 / 3, 10);
    expect(modelsAnswer.parse(await answerModels(anonymous)).rows).toHaveLength(2);
    expect(systemsAnswer.parse(await answerSystems(anonymous)).rows[0]?.members).toHaveLength(2);
    expect(tasksAnswer.parse(await answerTasks(anonymous)).rows[0]?.questions).toEqual({ held_out: 0, dev: 0, test: 3 });
    expect(healthAnswer.parse(await checkHealth())).toMatchObject({ status: "degraded" });
  });
  it("says how many verdicts are doubtful and how far they could move a score, where that is known of every verdict", async () => {
    const { rows } = await answerIndividualLeaderboard(anonymous, individualQuery.parse({}));
    for (const row of rows.filter(({ slug }) => slug === "open")) {
      expect(row.doubtful).toBe(1);
      expect(row.doubtBounds).toEqual([expect.closeTo(1 / 3, 10), expect.closeTo(2 / 3, 10)]);
    }
    expect(rows.find(({ slug }) => slug === "shy")).toMatchObject({ doubtful: null, doubtBounds: null });
    const view = boardView.parse({ modelColumns: ["name", "doubtful"], modelSort: "-doubtful" });
    const table = await answerExport(anonymous, "individual", view);
    expect(table.columns.slice(-3)).toEqual([
      `doubtful verdicts (less than ${100 * doubtBelow} % certain)`,
      "score with every doubtful verdict wrong (0 to 1)",
      "score with every doubtful verdict right (0 to 1)",
    ]);
    expect(table.rows.map((row) => [row[0], row.at(-3)])).toEqual([
      ["open", 1],
      ["shy", null],
    ]);
    const page = await findQuestionPage(anonymous, task.questionIds[1] ?? "");
    expect(page.models.map(({ certainty }) => certainty)).toEqual([0.6, null]);
  });
  it("filters by the parameters that it names, and refuses others with the list of known ones", async () => {
    const one = await answerIndividualLeaderboard(anonymous, individualQuery.parse({ task: "words", q: "shy" }));
    expect(one.rows.map(({ name, task: slug }) => [name, slug])).toEqual([["shy", "words"]]);
    expect(() => readQuery(individualQuery, "http://x/?taks=words")).toThrow(/"taks" is not a parameter.*It takes: split/);
    expect(() => readQuery(individualQuery, "http://x/?split=dev")).toThrow(/"split"/);
    expect(readQuery(individualQuery, "http://x/?task=words")).toMatchObject({ task: "words", split: "test" });
    await expect(answerIndividualLeaderboard(anonymous, individualQuery.parse({ task: "none" }))).rejects.toThrow("no task");
  });
  it("refuses a column that it does not have and names those that it has, whatever objects call their parts", async () => {
    for (const name of ["gian", "__proto__", "constructor", "gain"]) {
      const view = boardView.parse({ modelColumns: ["name", name] });
      await expect(answerExport(anonymous, "individual", view)).rejects.toThrow(new RegExp(`no column "${name}".*Choose from: .*score`));
    }
    for (const sort of ["__proto__", "-constructor", "toString"]) {
      await expect(answerExport(anonymous, "individual", boardView.parse({ modelSort: sort }))).rejects.toMatchObject({
        code: "INVALID_INPUT",
      });
    }
    for (const name of ["__proto__", "constructor"])
      expect(() => readQuery(individualQuery, `http://x/?${name}=1`)).toThrow(/is not a parameter/);
  });
  it("exports the rows, columns and order of the view, with intervals, and no live formula", async () => {
    const view = boardView.parse({ modelColumns: ["name", "n"], modelSort: "name" });
    const table = exportAnswer.parse(await answerExport(anonymous, "individual", view));
    expect(table.columns).toEqual(["name", "page", "score (0 to 1)", "score, 95 % low", "score, 95 % high", "so far", "n (questions)"]);
    expect(table.rows.map((row) => row[0])).toEqual(["open", "shy"]);
    expect(table.rows[0]?.[2]).toBeCloseTo(1 / 3, 10);
    await db().model.update({ where: { id: open.id }, data: { name: "=HYPERLINK(1)" } });
    expect(toCsv(await answerExport(anonymous, "individual", view))).toContain("\r\n'=HYPERLINK(1),");
  });
});
