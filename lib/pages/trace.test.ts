import { expect, it } from "vitest";
import { majorityVote } from "@/lib/methods/baselines/majority-vote";
import { showTrace } from "./trace";

const speakers = new Map([
  ["m-open", { name: "Open", slug: "open", textsShown: true }],
  ["m-shy", { name: "Shy", slug: "shy", textsShown: false }],
]);
const step = (model: string) => ({ stage: "first answer", model, text: "B", generation: "ab" });

it("names speakers, and models in what the method decided", () => {
  const trace = showTrace({ steps: [step("m-open")], decision: { chosen: "m-open", votes: { "m-open": 2 } } }, speakers, majorityVote.id);
  expect(trace.steps[0]).toMatchObject({ model: "Open", slug: "open", text: "B" });
  expect(trace.decision).toEqual([
    { name: "Votes", value: "Open: 2" },
    { name: "Answer taken from", value: "Open" },
  ]);
  expect(trace.withheld).toBe(false);
});

it("withholds the text of a model without consent, and the answer with it", () => {
  const trace = showTrace({ steps: [step("m-open"), step("m-shy")], decision: { votes: { B: 2 } } }, speakers, null);
  expect(trace.steps.map((each) => each.text)).toEqual(["B", null]);
  expect(trace.withheld).toBe(true);
  expect(JSON.stringify(trace.decision)).not.toContain("B");
});

it("withholds the text of a model that nobody knows any more", () => {
  expect(showTrace({ steps: [step("m-gone")], decision: {} }, speakers, null)).toMatchObject({
    withheld: true,
    steps: [{ slug: null, text: null }],
  });
});
