import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { beforeAll, describe, expect, it } from "vitest";
import { anonymous } from "@/lib/auth/actor";
import { type SeededModel, type SeededTask, seedChoiceTask, seedScoredRun, seedSystem } from "@/lib/boards/testing/world";
import { db } from "@/lib/db/client";
import { seedPerson } from "@/lib/db/testing/people";
import { answersInBatches } from "@/lib/results/answers-in-batches";
import { answerRow } from "@/lib/results/schema";
import { seedModel } from "@/lib/runs/testing/builders";
import { respondWithResults } from "./respond-with-results";
import { resultsAnswer, resultsQuery } from "./run-shapes";

/** Open shows its texts, shy only its scores, mute neither. */
let task: SeededTask;
let runs: Record<"open" | "shy" | "mute" | "both", number>;

const key = (letter: string) => letter.repeat(64);

async function seedGeneration(letter: string, model: SeededModel, finishReason: string) {
  const texts = { text: "B", promptTokens: 1, completionTokens: 1, engine: "test" };
  await db().generation.create({ data: { key: Buffer.from(key(letter), "hex"), modelId: model.id, finishReason, ...texts } });
}

beforeAll(async () => {
  task = await seedChoiceTask("words", "knowledge", "test", 3);
  const open = await seedModel("open");
  const shy = await seedModel("shy", { scopes: ["S1_run", "S2_publish_scores"] });
  const mute = await seedModel("mute", { scopes: ["S1_run"] });
  await seedGeneration("a", open, "length");
  await seedGeneration("b", shy, "stop");
  const said = (model: SeededModel, letter: string, text: string) => ({
    stage: "answer",
    model: model.label,
    text,
    generation: key(letter),
  });
  const alone = (model: SeededModel, letter: string) => ({ steps: [said(model, letter, "B")], decision: {} });
  const scores: [SeededTask, number[]][] = [[task, [1, 0, 0.5]]];
  const certainty = [1, 0.6, 0.99];
  const [one, two, three] = await Promise.all([
    seedScoredRun({ of: { model: open }, scores, trace: alone(open, "a"), certainty, parsed: ["A", null, "B"] }),
    seedScoredRun({ of: { model: shy }, scores, trace: alone(shy, "b") }),
    seedScoredRun({ of: { model: mute }, scores, trace: alone(mute, "c") }),
  ]);
  const vote = await seedSystem("vote", "majority-vote", [open, shy], { ranking: [] });
  const steps = [said(open, "a", "open says A"), said(shy, "b", "shy says SECRET")];
  const both = await seedScoredRun({ of: { system: vote }, scores, trace: { steps, decision: { reading: "SECRET" } } });
  runs = { open: one.number, shy: two.number, mute: three.number, both: both.number };
});

function ask(number: number, address = "", headers: Record<string, string> = {}, client = "192.0.2.1"): Promise<Response> {
  const request = new Request(`http://portal.example/api/v1/runs/${number}/results${address}`, { headers });
  const query = resultsQuery.parse(Object.fromEntries(new URL(request.url).searchParams));
  return respondWithResults({ actor: anonymous, number, query, client, headers: {} }, request);
}
const page = async (number: number, address = "") => resultsAnswer.parse(await (await ask(number, address)).json());

describe("answers of a run", () => {
  it("say per question what was asked, answered and read, how it was scored, and whether the text was cut", async () => {
    const { rows, next, state } = await page(runs.open);
    expect({ next, state, count: rows.length }).toEqual({ next: null, state: "done", count: 3 });
    const first = rows.find((row) => row.position === 0);
    expect(first).toMatchObject({
      run: runs.open,
      task: "words",
      key: "0",
      question: "Question 0 of words?",
      answer: "A",
      answerKept: null,
    });
    expect(first).toMatchObject({ verdict: "right", score: 1, certainty: 1, read: "A", form: "letter", parser: "test" });
    expect(first).toMatchObject({ finishReason: "length", cut: true, steps: [{ model: "open", text: "B", finishReason: "length" }] });
    expect(rows.toSorted((one, other) => one.position - other.position).map((row) => row.verdict)).toEqual([
      "right",
      "unreadable",
      "partly",
    ]);
  });

  it("keep texts without consent, with the reason, and leave no row out", async () => {
    const { rows } = await page(runs.shy);
    expect(rows).toHaveLength(3);
    for (const row of rows) {
      expect(row).toMatchObject({ answer: null, read: null, form: null, answerKept: "consent", scoreKept: null, decision: [] });
      expect(row.steps).toEqual([{ stage: "answer", model: "shy", text: null, kept: "consent", generation: null, finishReason: "stop" }]);
    }
  });

  it("keep scores without consent too, with the reason", async () => {
    const { rows } = await page(runs.mute);
    expect(rows).toHaveLength(3);
    for (const row of rows)
      expect(row).toMatchObject({ answer: null, answerKept: "consent", score: null, verdict: null, certainty: null, scoreKept: "consent" });
  });

  it("of a system show the steps of those who allow it, and keep what rests on all of them", async () => {
    for (const format of ["json", "jsonl"]) {
      const text = await (await ask(runs.both, `?format=${format}`)).text();
      expect(text).toContain("open says A");
      expect(text).not.toContain("SECRET");
    }
  });

  it("of a withdrawn model are kept from everybody, operators too", async () => {
    const gone = await seedModel("gone");
    const steps = [{ stage: "answer", model: gone.label, text: "B", generation: "" }];
    const run = await seedScoredRun({ of: { model: gone }, scores: [[task, [1, 0, 0]]], trace: { steps, decision: {} } });
    expect((await page(run.number)).rows[0]).toMatchObject({ answer: "A", score: 1 });
    await db().model.update({ where: { id: gone.id }, data: { state: "withdrawn", scopes: [] } });
    for (const row of (await page(run.number)).rows)
      expect(row).toMatchObject({ answer: null, answerKept: "withdrawn", score: null, scoreKept: "withdrawn" });
    const operator = await seedPerson("operator");
    for await (const rows of answersInBatches(operator, run.number, undefined))
      for (const row of rows) expect(row).toMatchObject({ answer: null, score: null, scoreKept: "withdrawn" });
  });

  it("come in pages that hold each row once", async () => {
    const seen: string[] = [];
    let after = "";
    do {
      const { rows, next } = await page(runs.open, `?limit=1${after}`);
      seen.push(...rows.map((row) => row.questionId));
      after = next === null ? "" : `&after=${next}`;
    } while (after !== "");
    expect(seen).toEqual(task.questionIds.toSorted());
  });

  it("are refused by name for a task that the run does not cover, and for a run that is not there", async () => {
    await expect(ask(runs.open, "?task=others")).rejects.toThrow('This run does not cover a task "others". It covers: words.');
    await expect(ask(999_999)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(ask(999_999, "?format=parquet")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(ask(runs.open, "?format=parquet&limit=2")).rejects.toThrow('"limit" is for pages of JSON');
  });
});

describe("files of a run's answers", () => {
  it("hold in JSON lines and in Parquet exactly the rows of the pages", async () => {
    const { rows } = await page(runs.both);
    const lines = await ask(runs.both, "", { accept: "application/jsonl" });
    expect(lines.headers.get("content-type")).toBe("application/jsonl");
    expect(lines.headers.get("content-disposition")).toContain(`polyphony-run-${runs.both}.jsonl`);
    const read = (await lines.text())
      .trim()
      .split("\n")
      .map((line) => answerRow.parse(JSON.parse(line)));
    expect(read).toEqual(rows);

    const response = await ask(runs.both, "?format=parquet");
    expect(response.headers.get("content-type")).toBe("application/vnd.apache.parquet");
    const file = await response.arrayBuffer();
    const parsed = (await parquetReadObjects({ file })).map(({ steps, decision, recordedAt, ...row }) =>
      answerRow.parse({
        ...row,
        steps: JSON.parse(String(steps)),
        decision: JSON.parse(String(decision)),
        recordedAt: recordedAt instanceof Date ? recordedAt.toISOString() : "",
      }),
    );
    expect(parsed).toEqual(rows);
    const facts = new Map(parquetMetadata(file).key_value_metadata?.map(({ key, value }) => [key, value]));
    expect(facts.get("citation")).toContain("arXiv:2606.07812");
    expect(JSON.parse(facts.get("columns") ?? "{}")).toHaveProperty("certainty");
  });

  it("are empty, and whole, where nothing was answered", async () => {
    const run = await db().run.create({ data: { kind: "individual", modelId: (await seedModel("idle")).id, split: "test" } });
    expect(await (await ask(run.number, "?format=jsonl")).text()).toBe("");
    const file = await (await ask(run.number, "?format=parquet")).arrayBuffer();
    expect(await parquetReadObjects({ file })).toEqual([]);
    expect(parquetMetadata(file).schema.map(({ name }) => name)).toContain("answer");
  });

  it("break off when a consent is taken back while they are read", async () => {
    const long = await seedChoiceTask("long", "knowledge", "test", 600);
    const model = await seedModel("leaves");
    const steps = [{ stage: "answer", model: model.label, text: "B", generation: "" }];
    const run = await seedScoredRun({ of: { model }, scores: [[long, Array(600).fill(1)]], trace: { steps, decision: {} } });
    const reader = (await ask(run.number, "?format=jsonl")).body?.getReader();
    expect((await reader?.read())?.done).toBe(false);
    await db().model.update({ where: { id: model.id }, data: { state: "withdrawn", scopes: [] } });
    const rest = async () => {
      while ((await reader?.read())?.done === false);
    };
    await expect(rest()).rejects.toThrow("Ask again");
  });

  it("are not made again for who has them, until an answer, a score or a consent changes", async () => {
    const first = await ask(runs.open);
    const etag = first.headers.get("etag") ?? "";
    const again = () => ask(runs.open, "", { "if-none-match": etag });
    expect((await again()).status).toBe(304);
    expect((await ask(runs.open, "?limit=1", { "if-none-match": etag })).status).toBe(200);
    await db().run.update({ where: { number: runs.open }, data: { scoresVersion: { increment: 1 } } });
    expect((await again()).status).toBe(200);
  });

  it("are made for one client four at a time, and a place is free again when its reader leaves", async () => {
    const files = await Promise.all(Array.from({ length: 4 }, () => ask(runs.open, "?format=jsonl", {}, "198.51.100.7")));
    await expect(ask(runs.open, "?format=jsonl", {}, "198.51.100.7")).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
    expect((await ask(runs.open, "", {}, "198.51.100.7")).status).toBe(200);
    expect((await ask(runs.open, "?format=jsonl", {}, "198.51.100.8")).status).toBe(200);
    await files[0]?.body?.cancel();
    expect((await ask(runs.open, "?format=jsonl", {}, "198.51.100.7")).status).toBe(200);
  });
});
