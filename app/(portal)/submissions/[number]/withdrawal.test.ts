import { expect, it } from "vitest";
import { submissionStates } from "@/lib/submissions/states";
import { withdrawalOf } from "./withdrawal";

const wordsOf = (...given: Parameters<typeof withdrawalOf>) => withdrawalOf(...given).effects.join(" ");

it("whoever takes back what was sent reads that the consent ends, wherever it stands", () => {
  for (const state of submissionStates) {
    const ends = wordsOf({ state, model: null }).startsWith("Your consent ends at once");
    expect(ends, state).toBe(state !== "draft");
  }
});
it("texts, scores and pools are spoken of only where a model came of it", () => {
  for (const state of ["checking", "in_review", "changes_requested", "rejected"] as const) {
    expect(wordsOf({ state, model: null })).not.toMatch(/scores|pool|downloaded/);
  }
  expect(wordsOf({ state: "admitted", model: { pools: 1, runs: 0 } })).toContain("It is in 1 frozen pool, and no runs evaluated it alone.");
});
it("a decision against the entry is not undone by it", () => {
  expect(withdrawalOf({ state: "rejected", model: null })).toMatchObject({
    title: "Withdraw your consent",
    effects: expect.arrayContaining(["The decision and its reason stay in the history of this entry."]),
  });
});
