import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type HubServer, startHub } from "@/e2e/servers/hub";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { datasetHubAt } from "@/lib/hub/datasets";
import { questionsOf } from "../queries";
import { listColumn, parquetFile, textColumn } from "../testing/parquet-files";
import { importChoices } from "./import-choices";
import { type HubSource, importTaskFromHub } from "./import-from-hub";

const actor = systemActor("test");
let server: HubServer;

beforeAll(async () => {
  server = await startHub();
});
afterAll(() => server.close());

function importing(id: string, source: Partial<HubSource>, choices: Record<string, unknown> = {}) {
  const whole = { id, revision: undefined, config: undefined, split: {}, field: {}, afterMarker: undefined, ...source };
  const wished = importChoices.parse({ domain: "reasoning", type: "exact_match", ...choices });
  return importTaskFromHub(actor, whole, wished, () => {}, datasetHubAt(server.url));
}

const sums = { field: { input: "question", output: "answer" }, afterMarker: "####" };

describe("importTaskFromHub", () => {
  it("reads Parquet by parts, takes the gold after a marker, and pins the commit", async () => {
    const task = await importing("datasets/sums", sums);
    expect(task).toMatchObject({ slug: "sums", license: "cc-by-4.0", counts: { held_out: 6, dev: 14, test: 10 } });
    expect(task.notes.slice(0, 2)).toEqual(['dev is the split "train" of the data set.', 'test is the split "test" of the data set.']);
    const row = await db().task.findUniqueOrThrow({ where: { id: task.id } });
    expect(row.revision).toMatch(/^[0-9a-f]{40}$/);
    expect(row.source).toBe(`https://huggingface.co/datasets/datasets/sums/tree/${row.revision}`);
    const [first] = await questionsOf([task.id], "test", 1);
    expect(first?.content).toEqual({ taskType: "exact_match", id: "test-0", input: "How much is 101 and 1?", output: "102" });
  });
  it("reads options from a list and the answer from its place", async () => {
    const field = { choices: "options", answer: "label" };
    const { id } = await importing("datasets/legs", { field }, { type: "multiple_choice", name: "legs" });
    const [first] = await questionsOf([id], "test", 1);
    expect(first?.content).toMatchObject({ id: "animal-6", choices: { A: "two", B: "four", C: "six" }, answer: "A" });
  });
  it("draws all three splits from a single one, and asks which configuration is meant", async () => {
    await expect(importing("datasets/several", sums)).rejects.toThrow("--config: one, two");
    const { counts } = await importing("datasets/several", { ...sums, config: "two" });
    expect(counts).toEqual({ held_out: 1, dev: 1, test: 2 });
  });
  it("says in its own words why a data set cannot be read", async () => {
    await expect(importing("datasets/gated", sums)).rejects.toThrow("accepted its conditions");
    await expect(importing("datasets/private", sums)).rejects.toThrow("private or does not exist");
    await expect(importing("datasets/absent", sums)).rejects.toThrow("private or does not exist");
    await expect(importing("datasets/sums", { ...sums, revision: "v9" })).rejects.toThrow("no such revision");
    await expect(importing("datasets/without-parquet", sums)).rejects.toThrow("refs/convert/parquet");
    await expect(importing("datasets/broken", sums)).rejects.toThrow("no Parquet file that can be read");
    await expect(importing("datasets/sums", { field: { input: "prompt" } })).rejects.toThrow(
      "no column prompt; its columns: question, answer, level",
    );
    await expect(importing("datasets/sums", { ...sums, split: { test: "final" } })).rejects.toThrow("Its splits: test, train");
    expect(await db().task.count({ where: { slug: { in: ["gated", "private", "absent", "broken"] } } })).toBe(0);
  });
  it("refuses with its row what is no text and what is too long, and stores nothing", async () => {
    const add = (name: string, file: ArrayBuffer) => {
      const template = server.repositories.get("datasets/sums");
      if (!template) throw new Error("The stand-in of the Hub has no data set.");
      const files = new Map([["data/test-00000-of-00001.parquet", Buffer.from(file)]]);
      server.repositories.set(`datasets/${name}`, { ...template, id: `datasets/${name}`, files });
    };
    const input = textColumn("input");
    const golds = [["one"], ["two", null], ["three"]];
    add(
      "with-null",
      parquetFile([
        { shape: input, data: ["1?", "2?", "3?"] },
        { shape: listColumn("output", textColumn("element")), data: golds },
      ]),
    );
    await expect(importing("datasets/with-null", {}, { type: "f1_match" })).rejects.toMatchObject({
      fields: [{ field: "row 2, test[1].output", message: "[1] needs a text, not an empty value (null)" }],
    });
    const long = "x".repeat(1_000_000);
    const many = Array.from({ length: 400 }, () => long);
    add(
      "repeating",
      parquetFile([
        { shape: input, data: many },
        { shape: textColumn("output"), data: many.map(() => "1") },
      ]),
    );
    await expect(importing("datasets/repeating", {})).rejects.toMatchObject({
      fields: [{ field: "row 1, test[0]", message: expect.stringContaining("longer than a question may be") }],
    });
    expect(await db().task.count({ where: { slug: { in: ["with-null", "repeating"] } } })).toBe(0);
  });
  it("counts rows in its complaints", async () => {
    await expect(importing("datasets/sums", { ...sums, afterMarker: "!!!!" }, { name: "unmarked" })).rejects.toMatchObject({
      fields: expect.arrayContaining([{ field: "row 1, dev[0]", message: "has no gold answer" }]),
    });
  });
});
