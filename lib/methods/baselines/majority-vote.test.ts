import { describe, expect, it } from "vitest";
import type { Member } from "../method";
import { conduct, isDev, skilled } from "../testing/conduct";
import { poolOf } from "../testing/pool";
import { majorityVote } from "./majority-vote";

describe("majority vote", () => {
  const voting = (pool: readonly Member[], skills: number[], votes: string[]) => (model: string, prompt: string) =>
    isDev(prompt) ? skilled(pool, skills)(model, prompt) : (votes[pool.findIndex(({ label }) => label === model)] ?? "");
  it("elects what most members mean, however they write it", async () => {
    const pool = poolOf(4);
    const { answers } = await conduct(majorityVote, pool, voting(pool, [4, 1, 2, 3], ["C", "Answer: B", "(b)", "**B**"]));
    expect(answers[0]).toMatchObject({ text: "**B**", trace: { decision: { rule: "most votes", reading: "B", chosen: pool[3]?.label } } });
  });
  it("breaks a tie in favour of the member that is best on dev among the tied, and says so", async () => {
    const pool = poolOf(4);
    const { answers } = await conduct(majorityVote, pool, voting(pool, [1, 2, 4, 3], ["B", "B", "C", "C"]));
    expect(answers[0]).toMatchObject({
      text: "C",
      trace: { decision: { rule: "tie, best on practice questions among the tied", chosen: pool[2]?.label } },
    });
  });
  it("does not let the best member break a tie that it has no part in", async () => {
    const pool = poolOf(5);
    const { answers } = await conduct(majorityVote, pool, voting(pool, [4, 1, 2, 1, 3], ["A", "B", "B", "C", "C"]));
    expect(answers[0]).toMatchObject({ text: "C", trace: { decision: { chosen: pool[4]?.label } } });
  });
  it("gives unreadable answers no vote, not even together", async () => {
    const pool = poolOf(4);
    const { answers } = await conduct(majorityVote, pool, voting(pool, [4, 3, 2, 1], ["Who knows", "Who knows", "Who knows", "B"]));
    expect(answers[0]).toMatchObject({
      text: "B",
      trace: { decision: { reading: "B", unreadable: pool.slice(0, 3).map(({ label }) => label) } },
    });
  });
  it("falls back to the best member when nobody can be read, and says so", async () => {
    const pool = poolOf(3);
    const { answers } = await conduct(majorityVote, pool, voting(pool, [1, 4, 2], ["Hm", "Well", "So"]));
    expect(answers[0]).toMatchObject({
      text: "Well",
      trace: { decision: { rule: "nobody readable, best on practice questions", reading: null } },
    });
  });
  it("shows who said what", async () => {
    const pool = poolOf(2);
    const { answers } = await conduct(majorityVote, pool, voting(pool, [4, 3], ["B", "C"]));
    expect(answers[0]?.trace.steps.map(({ model, text }) => [model, text])).toEqual([
      [pool[0]?.label, "B"],
      [pool[1]?.label, "C"],
    ]);
  });
});
