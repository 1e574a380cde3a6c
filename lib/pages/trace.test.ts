import { expect, it } from "vitest";
import { majorityVote } from "@/lib/methods/baselines/majority-vote";
import { showTrace } from "./trace";

const speakers = new Map([
  ["m-open", { name: "Open", href: "/models/open", textsShown: true }],
  ["m-shy", { name: "Shy", href: "/models/shy", textsShown: false }],
]);
const read = (text: string) => /[A-D]/.exec(text)?.[0] ?? null;
const step = (model: string) => ({ stage: "first answer", model, text: "B", generation: "ab" });

it("names speakers, and models in what the method decided", () => {
  const trace = showTrace({ steps: [step("m-open")], decision: { chosen: "m-open", votes: { "m-open": 2 } } }, speakers, {
    methodId: majorityVote.id,
    read,
  });
  expect(trace.steps[0]).toMatchObject({ model: "Open", href: "/models/open", text: "B" });
  expect(trace.decision).toEqual([
    { name: "Votes", value: "Open: 2" },
    { name: "Answer taken from", value: "Open" },
  ]);
  expect(trace.withheld).toBe(false);
});

it("withholds the text of a model without consent, and the answer with it", () => {
  const trace = showTrace({ steps: [step("m-open"), step("m-shy")], decision: { votes: { B: 2 } } }, speakers, { methodId: null, read });
  expect(trace.steps.map((each) => each.text)).toEqual(["B", null]);
  expect(trace.withheld).toBe(true);
  expect(JSON.stringify(trace.decision)).not.toContain("B");
});

it("withholds the text of a model that nobody knows any more", () => {
  expect(showTrace({ steps: [step("m-gone")], decision: {} }, speakers, { methodId: null, read })).toMatchObject({
    withheld: true,
    steps: [{ href: null, text: null }],
  });
});

it("says among whom was chosen, by name, and nothing of it where the text is withheld", () => {
  const choice = { between: ["m-open", "m-shy"], chosen: "m-shy", named: true };
  const told = (model: string) => showTrace({ steps: [{ ...step(model), choice }], decision: {} }, speakers, { methodId: null, read });
  expect(told("m-open").steps[0]?.choice).toEqual({ between: ["Open", "Shy"], chosen: "Shy", named: true });
  expect(told("m-shy").steps[0]?.choice).toBeNull();
});

it("marks where somebody changed an answer, and not where only the words changed", () => {
  const said = (text: string, more: object = {}) => ({ ...step("m-open"), text, ...more });
  const choice = { between: ["m-open"], chosen: "m-open", named: true };
  const steps = [said("It is B."), said("B, I think."), said("1", { choice }), said("Now C."), said("no idea")];
  const { steps: shown } = showTrace({ steps, decision: {} }, speakers, { methodId: null, read });
  expect(shown.map(({ change }) => change)).toEqual([null, null, null, { from: "B", to: "C" }, { from: "C", to: null }]);
});
