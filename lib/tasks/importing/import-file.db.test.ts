import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anonymous, systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { seedPerson } from "@/lib/db/testing/people";
import { inTransaction } from "@/lib/db/transaction";
import { questionsOf } from "../queries";
import { removeTask } from "../remove-task";
import * as moco from "../testing/moco-files";
import { colours } from "../testing/task-files";
import { importChoices } from "./import-choices";
import { importTaskFile } from "./import-file";
import { importTask } from "./import-task";

const actor = systemActor("test");
const usual = { license: "MIT", source: "made up", domain: "reasoning" };
let directory: string;
let files = 0;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "polyphony-import-test-"));
});
afterAll(() => rm(directory, { recursive: true }));

async function importing(file: unknown, choices: Record<string, unknown> = {}) {
  files += 1;
  const path = join(directory, `task-${files}.json`);
  await writeFile(path, typeof file === "string" ? file : JSON.stringify(file, null, 1));
  return importTaskFile(actor, path, importChoices.parse({ ...usual, ...choices }));
}

/** The line on which a text stands for the last time in a file as `importing` writes it. */
function lineOf(file: unknown, text: string): number {
  const lines = JSON.stringify(file, null, 1).split("\n");
  return lines.findLastIndex((line) => line.includes(text)) + 1;
}

const long = (text: string, id: number) => ({ id, input: text, output: "12" });

describe("importTaskFile", () => {
  it("reads every shape that MoCo ships and draws a held-out split from dev", async () => {
    const shapes = [
      moco.mocoChoices,
      moco.mocoExact,
      moco.mocoNames,
      moco.mocoRequests,
      moco.mocoReward,
      moco.mocoDiversity,
      moco.mocoCode,
      moco.mocoVerified,
    ];
    for (const shape of shapes) {
      const { id, counts, created, taskType } = await importing(shape);
      expect(created).toBe(true);
      expect(taskType).toBe(shape.task_type);
      expect(counts).toEqual({ held_out: 1, dev: shape.dev.length - 1, test: shape.test.length });
      for (const split of ["held_out", "dev", "test"] as const) {
        const rows = await questionsOf([id], split, null);
        expect(rows.map((row) => row.position)).toEqual(rows.map((_, place) => place));
      }
    }
  });
  it("gives the same split again for the same questions in another order, and the same digest for the same file", async () => {
    const first = await importing(moco.mocoExact, { name: "in-order" });
    const second = await importing({ ...moco.mocoExact, dev: moco.mocoExact.dev.toReversed() }, { name: "reversed" });
    const keys = async (id: string) => (await questionsOf([id], "held_out", null)).map((row) => row.content.id);
    expect(await keys(second.id)).toEqual(await keys(first.id));
    expect(await importing(moco.mocoExact, { name: "in-order" })).toMatchObject({ created: false, digest: first.digest });
  });
  it("makes the digest of our own files that importTask makes", async () => {
    const [one, other] = [
      await inTransaction((tx) => importTask(tx, colours)),
      await importing(colours, { license: undefined, source: undefined, domain: undefined }),
    ];
    expect(other).toMatchObject({ created: false, digest: one.digest });
  });
  it("records licence, source and the hash of the file, and says what it did", async () => {
    const { id } = await importing(moco.mocoNames, { name: "recorded" });
    const task = await db().task.findUniqueOrThrow({ where: { id } });
    expect(task).toMatchObject({ license: "MIT", source: "made up", fileHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(task.notes).toEqual(["1 question of 2 drawn from dev as held_out, by their hashes (30 % asked for)."]);
  });
  it("names line and field of every fault, and imports nothing", async () => {
    const faulty = { ...moco.mocoChoices, name: "faulty", test: [{ id: 1, question: "?", choices: { A: "one" }, answer: "B" }] };
    const before = await db().question.count();
    await expect(importing(faulty)).rejects.toMatchObject({
      code: "INVALID_INPUT",
      fields: [
        { field: `line ${lineOf(faulty, "choices")}, test[0].choices`, message: expect.stringContaining("2 to 26 options") },
        { field: `line ${lineOf(faulty, "answer")}, test[0].answer`, message: expect.stringContaining("none of the options") },
      ],
    });
    expect(await db().question.count()).toBe(before);
    expect(await db().task.count({ where: { slug: "faulty" } })).toBe(0);
  });
  it("names the line where the JSON breaks", async () => {
    await expect(importing('{\n "name": "x",\n "dev": [}')).rejects.toMatchObject({ fields: [{ field: "line 3" }] });
  });
  it("refuses texts that the database cannot store", async () => {
    const file = JSON.stringify({ ...moco.mocoExact, name: "zero", test: [{ id: 1, input: "a\u0000b", output: "c" }] });
    await expect(importing(file)).rejects.toMatchObject({
      fields: [{ field: "line 1, test[0].input", message: expect.stringContaining("zero character") }],
    });
  });
  it("names all that is wrong at once: the task, its questions, missing golds, contradictions and leaks", async () => {
    const [sum] = moco.mocoExact.test;
    const wrong = {
      ...moco.mocoExact,
      dataset: "all-wrong",
      dev: [...moco.mocoExact.dev, { id: 8, input: 5, output: "1" }, { id: 9, input: "What is love?", output: null }],
      test: [...moco.mocoExact.test, { ...sum, id: 10, output: "none" }, { id: 11, input: "What is 1 + 1?", output: "2" }],
    };
    await expect(importing(wrong, { domain: undefined, source: "a\u001b[31mb" })).rejects.toMatchObject({
      advice: expect.stringMatching(/--drop-without-gold.*--resolve-leaks.*--drop-contradictions/),
      fields: [
        { field: "the file", message: expect.stringContaining("--domain") },
        { field: "source", message: expect.stringContaining("\\u001b") },
        { field: expect.stringContaining("dev[4].input"), message: "needs a text, not a number" },
        { field: expect.stringContaining("dev[5]"), message: "has no gold answer" },
        { field: expect.stringContaining("test[3]"), message: expect.stringContaining("is the same question as") },
        { field: expect.stringContaining("test[2]"), message: expect.stringContaining("another gold answer") },
      ],
    });
  });
  it("asks for a licence before it reads a file that names none", async () => {
    await expect(importing("nonsense without a licence", { license: undefined })).rejects.toThrow("--license");
    await expect(importing('{"license": "MIT", "nam', { license: undefined })).rejects.toThrow("ends in the middle");
  });
  it("refuses control characters in what a file says of itself", async () => {
    const file = { ...moco.mocoExact, dataset: "steering", license: "mit\u001b[31m", title: "a\u202eb" };
    await expect(importing(file, { license: undefined })).rejects.toMatchObject({ fields: [{ field: "title" }, { field: "license" }] });
  });
  it("asks for a licence, because the file names none", async () => {
    await expect(importing(moco.mocoExact, { license: undefined, name: "unlicensed" })).rejects.toThrow("--license");
  });
});

describe("a question with two golds in one split", () => {
  const [question] = moco.mocoExact.test;
  const contradicting = {
    ...moco.mocoExact,
    dataset: "contradicting",
    test: [...moco.mocoExact.test, { ...question, id: 9, output: "none" }],
  };

  it("is refused with both places and what helps", async () => {
    await expect(importing(contradicting)).rejects.toMatchObject({
      advice: expect.stringContaining("--drop-contradictions"),
      fields: [{ field: expect.stringContaining("test[2]"), message: expect.stringMatching(/test\[0\] with another gold answer/) }],
    });
  });
  it("is left out wholly on request, and named", async () => {
    const { counts, notes } = await importing(contradicting, { dropContradictions: true });
    expect(counts.test).toBe(moco.mocoExact.test.length - 1);
    expect(notes[0]).toMatch(/^Left out on request, both: .*test\[2\]/);
  });
});

describe("leaks between splits", () => {
  const leaking = {
    ...moco.mocoExact,
    dataset: "leaking",
    test: [...moco.mocoExact.test, { id: 9, input: "what is  1 + 1?", output: "2" }],
  };
  const filler = (id: number) => long(`Question ${id} is short.`, id);
  const near = {
    ...moco.mocoExact,
    dataset: "near",
    dev: [filler(1), filler(2), long(moco.nearEqual.one, 3)],
    test: [filler(4), long(moco.nearEqual.other, 5)],
  };

  it("are refused with both places", async () => {
    await expect(importing(leaking)).rejects.toMatchObject({
      advice: expect.stringContaining("--resolve-leaks"),
      fields: [{ field: `line ${lineOf(leaking, '"id": 9') - 1}, test[2]`, message: "is the same question as line 5, dev[0]" }],
    });
  });
  it("are resolved towards the side that the person names, and counted", async () => {
    const fromDev = await importing(leaking, { resolveLeaks: "dev" });
    expect(fromDev.counts.test).toBe(3);
    expect(fromDev.notes[0]).toBe("1 question that stood in two splits left out of dev.");
    const fromTest = await importing(leaking, { resolveLeaks: "test", name: "leaking-test" });
    expect(fromTest.counts).toMatchObject({ test: 2 });
  });
  it("are refused for near-equal questions, unless that many pairs are allowed", async () => {
    await expect(importing(near)).rejects.toMatchObject({
      fields: [{ field: expect.stringContaining("test[1]"), message: expect.stringMatching(/near-equal \(9\d %\) to line \d+, dev\[2\]/) }],
    });
    const allowed = await importing(near, { allowNear: 1 });
    expect(allowed.notes).toContain("1 pair of near-equal questions in different splits kept on request.");
  });
  it("do not arise from the drawing of held-out questions", async () => {
    const twins = { ...near, dataset: "twins", dev: [...near.dev, long(moco.nearEqual.other, 6)], test: [filler(4)] };
    for (const heldOut of [0.1, 0.3, 0.5]) {
      const { id } = await importing(twins, { heldOut, name: `twins-${heldOut * 10}` });
      const places = await Promise.all((["held_out", "dev"] as const).map((split) => questionsOf([id], split, null)));
      const twinsIn = places.map((rows) => rows.filter((row) => ["3", "6"].includes(row.content.id)).length);
      expect(twinsIn.toSorted()).toEqual([0, 2]);
    }
  });
  it("are no repeats inside a split: these are left out and counted", async () => {
    const repeating = { ...moco.mocoExact, dataset: "repeating-sums", test: [...moco.mocoExact.test, moco.mocoExact.test[0]] };
    const { counts, notes } = await importing(repeating);
    expect(counts.test).toBe(2);
    expect(notes[0]).toBe("1 question that stood in the same split before left out.");
  });
  it("are refused together with questions without a gold answer, until these may be left out", async () => {
    const unanswered = {
      ...moco.mocoExact,
      dataset: "unanswered",
      dev: [...moco.mocoExact.dev, { id: 8, input: "What is love?", output: null }],
    };
    await expect(importing(unanswered)).rejects.toMatchObject({
      fields: [{ field: `line ${lineOf(unanswered, '"id": 8') - 1}, dev[4]`, message: "has no gold answer" }],
    });
    const { notes } = await importing(unanswered, { dropWithoutGold: true });
    expect(notes[0]).toBe("1 question without a gold answer left out.");
  });
});

describe("who may import and remove", () => {
  it("are operators only", async () => {
    const person = await seedPerson("maintainer");
    await expect(importTaskFile(person, "none", importChoices.parse({}))).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    await expect(removeTask(anonymous, "none")).rejects.toMatchObject({ code: "SIGN_IN_REQUIRED" });
  });
  it("and removing stops at what runs refer to", async () => {
    const { id, slug } = await importing(moco.mocoExact, { name: "in-use" });
    const model = await db().model.create({ data: { slug: "m", name: "m", hubId: "a/m", description: "" } });
    const run = await db().run.create({
      data: { kind: "individual", modelId: model.id, split: "test", tasks: { create: { taskId: id } } },
    });
    await expect(removeTask(actor, slug)).rejects.toMatchObject({ code: "CONFLICT", message: expect.stringContaining("1 run used it") });
    await db().run.delete({ where: { id: run.id } });
    expect(await removeTask(actor, slug)).toBe(6);
    expect(await db().question.count({ where: { taskId: id } })).toBe(0);
    await expect(removeTask(actor, slug)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
  it("and a file that is not there is said to be missing", async () => {
    await expect(importTaskFile(actor, "/nowhere.json", importChoices.parse({}))).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
