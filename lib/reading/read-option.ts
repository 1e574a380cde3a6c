import { readChoice } from "./forms/read-choice";
import type { Option } from "./options";
import { assertedOption } from "./prose/asserted-option";
import { logitOf, nothingKey, type Weights } from "./prose/weigh";
import { nothingIn, type Reading } from "./reading";
import { stripThinking } from "./strip-thinking";

/** A question with lettered options. */
export interface OptionQuestion {
  question: string;
  options: readonly Option[];
}

/**
 * Reads the option of an answer: by rules, and by the prose model where they find none. No gold is looked at.
 * @param learned other weights of the prose model than the fitted ones, to measure how well unseen answers are read
 * @returns a letter
 */
export function readOption(answer: string, { question, options }: OptionQuestion, learned?: Weights): Reading {
  const spoken = stripThinking(answer).visible;
  if (spoken === "") return nothingIn(answer);
  const reading = readChoice(spoken, options, question);
  if (reading.form !== "none") return reading;
  const { letter, shares, why } = assertedOption(question, spoken, options, null, learned);
  const weighed = { form: "weighed", logit: logitOf(shares.get(letter ?? nothingKey) ?? 0) } as const;
  return letter === null ? { ...reading, ...weighed } : { parsed: letter, comparable: letter, reason: why, ...weighed };
}
