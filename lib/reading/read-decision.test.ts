import { expect, it } from "vitest";
import { readDecision } from "./read-decision";

it.each([
  ["Final Decision: Yes", true],
  ["They differ.\n**Final Decision:** No", false],
  ["Final decision: no. Wait. Final decision: yes.", true],
  ["<think>Final Decision: Yes</think>Final Decision: No", false],
  ["Final Decision: Yes or No", null],
  ["Yes.", null],
  ["", null],
])("the decision in %j is %s", (said, decision) => {
  expect(readDecision(said)).toBe(decision);
});
