import { stripThinking } from "./strip-thinking";

/**
 * How the answer says what was read in it, from what it marks as its answer to what only its prose tells:
 * - `marked`: in a box, in a field of its own, behind four hashes
 * - `declared`: said to be the answer, or a letter that stands alone
 * - `written`: the text of an option where an answer stands
 * - `whole`: it says nothing else
 * - `opened`: it opens with it
 * - `concluded`: a rule took it out of prose
 * - `weighed`: learned weights took it out of prose
 * - `opposed`: it says more than one answer, or one that its own words contradict
 * - `none`: no rule found anything
 * - `cut`: it breaks off at the limit of tokens before it declares anything
 * - `empty`: there is nothing to read, or nothing but what was asked
 */
export type Form = "marked" | "declared" | "written" | "whole" | "opened" | "concluded" | "weighed" | "opposed" | "none" | "cut" | "empty";

interface Found {
  reason: string;
  form: Form;
  /** Log-odds that learned weights give to what was read, not calibrated; absent where they were not asked. */
  logit?: number;
}

/** What a parser made of an answer: a value with its comparable form, or the reason why there is none. */
export type Reading = Found &
  (
    | {
        /** As the answer wrote it. */
        parsed: string;
        /** Equal for answers that mean the same. */
        comparable: string;
      }
    | { parsed: null; comparable: null }
  );

/** The whole answer without its thoughts. */
export function readWhole(answer: string): Reading {
  const text = stripThinking(answer).visible;
  if (text === "") return nothingIn(answer);
  return { parsed: text, comparable: text.replace(/\s+/g, " "), reason: "The whole answer counts.", form: "whole" };
}

/** A reading of nothing, with the reason. */
export function unreadable(reason: string, form: Form = "none"): Reading {
  return { parsed: null, comparable: null, reason, form };
}

/** The reading of an answer that only repeats what it was asked. */
export const echoing: Reading = unreadable("It only repeats what it was asked.", "empty");

/** The reading of an answer that was cut before it gave anything. */
export const brokenOff: Reading = unreadable("It was cut at the limit of tokens before it declared an answer.", "cut");

/** The reading of an answer of which nothing remains once its thoughts are dropped. */
export function nothingIn(answer: string): Reading {
  return unreadable(
    answer.trim() === "" ? "The answer is empty." : "The answer holds nothing but thoughts or marks of a template.",
    "empty",
  );
}
