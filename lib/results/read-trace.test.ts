import { expect, it } from "vitest";
import { majorityVote } from "@/lib/methods/baselines/majority-vote";
import { multiAgentRefine } from "@/lib/methods/text/multi-agent-refine";
import { readTrace } from "./read-trace";

const trace = {
  steps: [
    { stage: "answer", model: "m-1", text: "yes", generation: "k" },
    { stage: "answer", model: "m-2", text: "no", generation: "k" },
  ],
  decision: { chosen: "m-1", votes: [{ reading: "yes", voters: ["m-1"] }] },
};

it("names models instead of labels, and says how the method decided", () => {
  const known = new Map([
    ["m-1", { name: "Ada", shown: true }],
    ["m-2", { name: "Bea", shown: true }],
  ]);
  expect(readTrace(trace, known, majorityVote.id)).toEqual({
    steps: [
      { stage: "answer", model: "Ada", text: "yes", generation: "k", choice: null },
      { stage: "answer", model: "Bea", text: "no", generation: "k", choice: null },
    ],
    decision: [
      { name: "Votes", value: "1 for yes (Ada)" },
      { name: "Answer taken from", value: "Ada" },
    ],
  });
});

it("leaves out the words of models without consent, of unknown ones too, and the decision that would quote them", () => {
  const shown = readTrace(trace, new Map([["m-1", { name: "Ada", shown: true }]]), majorityVote.id);
  expect(shown.steps.map(({ text, generation }) => [text, generation])).toEqual([
    ["yes", "k"],
    [null, null],
  ]);
  expect(shown.decision).toEqual([]);
});

it("says nothing of what played no part in a decision, and gives unknown parts in separate words", () => {
  const decision = { unreadable: [], fallbacks: 0, reading: null, routeAccuracy: 0.5, rounds: 2 };
  expect(readTrace({ steps: [], decision }, new Map(), multiAgentRefine.id).decision).toEqual([
    { name: "Rounds of refinement", value: "2" },
    { name: "Route accuracy", value: "0.5" },
  ]);
});

it("gives the parts of a decision that no method of ours made under their own names", () => {
  const decision = { top_k_model_indices: [0, 2], chosen: "m-1" };
  expect(readTrace({ steps: [], decision }, new Map([["m-1", { name: "Ada", shown: true }]]), null).decision).toEqual([
    { name: "Top_k_model_indices", value: "0, 2" },
    { name: "Chosen", value: "Ada" },
  ]);
});
