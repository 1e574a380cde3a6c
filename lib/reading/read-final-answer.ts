import { readValue } from "./read-value";
import { nothingIn, type Reading } from "./reading";
import { spokenText } from "./spoken-text";

/** Reads what a verifier is shown of an answer: the final answer where one is marked, else all that is said. */
export function readFinalAnswer(answer: string): Reading {
  const text = spokenText(answer);
  if (text === "") return nothingIn(answer);
  const final = readValue(answer);
  if (final.parsed !== null) return final;
  return { parsed: text, comparable: text.replace(/\s+/g, " "), reason: "No final answer is marked, so all of it counts.", form: "whole" };
}
