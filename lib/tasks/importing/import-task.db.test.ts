import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { anonymous } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { prepareQuestion } from "../prepare-question";
import { findTask, listTasks, questionsOf } from "../queries";
import { colours, manners, sums } from "../testing/task-files";
import { importTask } from "./import-task";
import { importZooTasks } from "./import-zoo-tasks";

const importing = (file: unknown) => inTransaction((tx) => importTask(tx, file));

describe("importTask", () => {
  it("stores the task with every question of every split", async () => {
    const { id, created } = await importing(colours);
    expect(created).toBe(true);
    const rows = await db().question.findMany({ where: { taskId: id }, orderBy: [{ split: "asc" }, { position: "asc" }] });
    expect(rows.map((row) => row.key)).toEqual(["h1", "d1", "d2", "t1"]);
  });
  it("changes nothing the second time, whatever the order of fields", async () => {
    const again = await importing(Object.fromEntries(Object.entries(colours).reverse()));
    expect(again.created).toBe(false);
    expect(await db().question.count({ where: { taskId: again.id } })).toBe(4);
  });
  it("is one task when two imports race", async () => {
    const outcomes = await Promise.all([importing(manners), importing(manners)]);
    expect(outcomes.map((outcome) => outcome.created).sort()).toEqual([false, true]);
    expect(await db().question.count({ where: { taskId: outcomes[0].id } })).toBe(2);
  });
  it("refuses other content under a known name", async () => {
    await expect(importing({ ...colours, title: "Other colours" })).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("give the new content a new name"),
    });
  });
  it("refuses a question that stands in two splits, and names both places", async () => {
    const leaking = { ...sums, name: "leaking", splits: { ...sums.splits, test: [{ id: 9, input: "What is  2 + 2?", output: "4" }] } };
    await expect(importing(leaking)).rejects.toMatchObject({
      code: "INVALID_INPUT",
      fields: [{ field: "splits.test[0]", message: expect.stringContaining("splits.dev[1]") }],
    });
    expect(await db().task.count({ where: { slug: "leaking" } })).toBe(0);
  });
  it("refuses one that differs in the order of its options only, or notes it where that is asked for", async () => {
    const question = colours.splits.dev[0]?.question;
    const twin = { id: "twin", question, choices: { A: "green", B: "blue", C: "red" }, answer: "A" };
    const reordered = { ...colours, name: "reordered", splits: { ...colours.splits, test: [...colours.splits.test, twin] } };
    await expect(importing(reordered)).rejects.toMatchObject({
      fields: [{ field: "splits.test[1]", message: expect.stringContaining("splits.dev[0], with its options in another order") }],
    });
    const { id } = await inTransaction((tx) => importTask(tx, reordered, { reordered: "note" }));
    const { notes } = await db().task.findUniqueOrThrow({ where: { id } });
    expect(notes).toEqual([expect.stringContaining("splits.test[1] is the same question as splits.dev[0]")]);
    await db().task.delete({ where: { id } });
  });
  it("refuses a question that stands twice in one split with different golds", async () => {
    const test = [...sums.splits.test, { id: 7, input: "What is 5 + 5?", output: "11" }];
    await expect(importing({ ...sums, name: "contradicting", splits: { ...sums.splits, test } })).rejects.toMatchObject({
      fields: [{ field: expect.stringContaining("splits.test"), message: expect.stringContaining("another gold answer") }],
    });
  });
  it("keeps and counts a question that stands twice in one split", async () => {
    const test = [...sums.splits.test, { id: 6, input: "What is 5 + 5?", output: "10" }];
    expect(await importing({ ...sums, name: "repeating", splits: { ...sums.splits, test } })).toMatchObject({ repeated: 1 });
  });
});

describe("questionsOf", () => {
  it("goes by the tasks' slugs and then by position, and takes so many from the front of each", async () => {
    const [one, other] = await Promise.all([importing(sums), importing(colours)]);
    const all = await questionsOf([one.id, other.id], "dev", null);
    expect(all.map((row) => [row.taskId === other.id ? "colours" : "sums", row.position])).toEqual([
      ["colours", 0],
      ["colours", 1],
      ["sums", 0],
      ["sums", 1],
      ["sums", 2],
    ]);
    expect((await questionsOf([one.id, other.id], "dev", 1)).map((row) => row.position)).toEqual([0, 0]);
  });
  it("gives rows that can be prepared, options in their order although the database reorders fields", async () => {
    const { id } = await importing(colours);
    const [row] = await questionsOf([id], "test", null);
    const prompt = row && prepareQuestion(row).prompt;
    expect(prompt).toBe("What is the colour of the sea?\nA) red\nB) green\nC) blue\nAnswer with the letter of the correct option.");
  });
});

describe("the task pages' queries", () => {
  it("list tasks by domain with their counts", async () => {
    const tasks = await listTasks();
    expect(tasks.map((task) => task.slug)).toEqual(["test-colours", "repeating", "test-sums", "test-manners"]);
    expect(tasks[0]?.counts).toEqual({ held_out: 1, dev: 2, test: 1 });
  });
  it("show one task with an example that is right by its own rules", async () => {
    const task = await findTask(anonymous, "test-colours");
    expect(task.chance).toBeCloseTo(1 / 3);
    expect(task.example.readings[0]).toMatchObject({ answer: "B", verdict: { score: 1 } });
  });
  it("know no task of another name", async () => {
    await expect(findTask(anonymous, "none")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("importZooTasks", () => {
  it("imports every task of the zoo, and again without any change", async () => {
    const first = await importZooTasks();
    expect(first.length).toBeGreaterThanOrEqual(10);
    expect(first.every((task) => task.created)).toBe(true);
    expect((await importZooTasks()).some((task) => task.created)).toBe(false);
  });
  it("says which file is wrong", async () => {
    const directory = await mkdtemp(join(tmpdir(), "polyphony-tasks-"));
    await writeFile(join(directory, "comma.json"), '{ "name": "x",\n }');
    await expect(importZooTasks(directory)).rejects.toThrow("comma.json is not JSON");
    await rm(directory, { recursive: true });
  });
});
