import { setTimeout as wait } from "node:timers/promises";
import { expect, it } from "vitest";
import { recordInTurn } from "./record-in-turn";
import type { ScoredAnswer } from "./scored-answer";

const answer = (questionId: string): ScoredAnswer => ({
  questionId,
  text: "",
  trace: { steps: [], decision: {} },
  verdict: { parsed: null, reason: "", score: 0, certainty: null, mocoScore: null },
  parser: "",
  cut: false,
});

/** What each transaction held, and the mark that it was checked against. */
function recorder(fails: (ids: string[]) => boolean = () => false) {
  const transactions: { ids: string[]; since: bigint }[] = [];
  let underWay = 0;
  const record = recordInTurn(async (answers, since) => {
    underWay += 1;
    expect(underWay).toBe(1);
    const ids = answers.map(({ questionId }) => questionId);
    transactions.push({ ids, since });
    await wait(5);
    underWay -= 1;
    if (fails(ids)) throw new Error(`no ${ids.join(" ")}`);
  });
  return { record, transactions };
}

it("records one transaction at a time, what waits meanwhile together, against the oldest mark", async () => {
  const { record, transactions } = recorder();
  await Promise.all([record([answer("a"), answer("b")], 7n), record([answer("c")], 9n), record([answer("d")], 8n)]);
  await record([answer("e")], 10n);
  expect(transactions).toEqual([
    { ids: ["a", "b"], since: 7n },
    { ids: ["c", "d"], since: 8n },
    { ids: ["e"], since: 10n },
  ]);
});

it("holds no more than a few batches in a transaction", async () => {
  const { record, transactions } = recorder();
  await Promise.all(["a", "b", "c", "d", "e", "f", "g", "h"].map((id) => record([answer(id)], 1n)));
  expect(transactions.map(({ ids }) => ids.join(""))).toEqual(["a", "bcdef", "gh"]);
});

it("tells all whose transaction failed, and goes on with the others", async () => {
  const { record } = recorder((ids) => ids.includes("c"));
  const outcomes = await Promise.allSettled(["a", "b", "c"].map((id) => record([answer(id)], 1n)));
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected"]);
  await record([answer("d")], 1n);
});
