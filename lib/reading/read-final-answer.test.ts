import { expect, it } from "vitest";
import { readFinalAnswer } from "./read-final-answer";

it.each([
  ["Let us see. \\boxed{42}", "42"],
  ["<think>41</think>It depends on many things.\nWho can say?", "It depends on many things.\nWho can say?"],
  ["<think>42</think>", null],
  ["", null],
])("of %j a verifier is shown %j", (answer, shown) => {
  expect(readFinalAnswer(answer).parsed).toBe(shown);
});
