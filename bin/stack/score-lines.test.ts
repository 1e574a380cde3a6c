import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { noScorers, type Scorers } from "@/lib/tasks/scoring/scorers";
import { scoreLines } from "./score-lines";

async function scored(records: readonly unknown[], scorers: Scorers = noScorers) {
  const target = new PassThrough();
  const lines = records.map((record) => `${typeof record === "string" ? record : JSON.stringify(record)}\n`);
  const tally = await scoreLines(Readable.from(lines), target, scorers);
  target.end();
  const outcomes: unknown[] = (await text(target))
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  return { tally, outcomes };
}

const good = { taskType: "exact_match", question: "How many?", gold: "10", answer: "10" };
const many = Object.fromEntries(Array.from({ length: 27 }, (_, place) => [String(place + 1), `item no. ${place + 1}`]));

describe("lines to be scored", () => {
  it("are scored on both sides of one with more options than letters, which is named", async () => {
    const bad = { taskType: "multiple_choice", question: "Which?", choices: many, gold: "10", answer: "ANSWER: 10" };
    const { tally, outcomes } = await scored([good, bad, good]);
    expect(tally).toMatchObject({ scored: 2, bad: 1 });
    expect(outcomes[1]).toEqual({ line: 2, error: expect.stringContaining("needs 2 to 26 options, not 27") });
  });
  it("are scored on both sides of one whose scorer fails as nobody foresaw", async () => {
    const failing: Scorers = { ...noScorers, reward: () => Promise.reject(new TypeError("of undefined")) };
    const { tally, outcomes } = await scored([good, { taskType: "reward_model", question: "?", answer: "x" }, good], failing);
    expect(tally).toMatchObject({ scored: 2, bad: 1 });
    expect(outcomes[1]).toEqual({ line: 2, error: expect.stringContaining("TypeError: of undefined") });
  });
  it("name a gold number that would be rounded, and score the same as a text", async () => {
    const line = (gold: string) => `{"taskType":"exact_match","question":"?","gold":${gold},"answer":"9007199254740993"}`;
    const { tally, outcomes } = await scored([line("9007199254740993"), line('"9007199254740993"')]);
    expect(tally).toMatchObject({ scored: 1, sum: 1, bad: 1 });
    expect(outcomes[0]).toEqual({ line: 1, error: expect.stringContaining('"gold" has the number 9007199254740993') });
  });
  it("name what a gold answer may not be: nothing, an object, or a name that every object has", async () => {
    const choices = { A: "one", B: "two" };
    const line = { taskType: "multiple_choice", question: "?", choices, answer: "A" };
    const golds = [null, { toString: 1 }, "toString", "__proto__", ["A"]];
    const { tally } = await scored(golds.map((gold) => ({ ...line, gold })));
    expect(tally).toMatchObject({ scored: 0, bad: golds.length });
  });
  it("are named as bad where they are no JSON or deeper than any record", async () => {
    const { tally } = await scored(["{", "[".repeat(200_000), JSON.stringify(good)]);
    expect(tally).toMatchObject({ scored: 1, bad: 2 });
  });
});
