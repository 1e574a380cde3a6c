import { goldsOf } from "../golds";
import type { Option } from "../options";
import { assertedOption } from "../prose/asserted-option";
import { findsNoOption, keepsToForm } from "../prose/keeps-to-form";
import { statesAnswer } from "../prose/states-answer";
import type { Weights } from "../prose/weigh";
import { meansTheSame } from "../reading/comparable-value";
import { listedChoices } from "../reading/listed-choices";
import { readChoice } from "../reading/read-choice";
import type { Reading } from "../reading/reading";
import { stripThinking } from "../reading/strip-thinking";
import type { QuestionContent, Verdict } from "../schema";
import { tokenF1 } from "./token-f1";

/** Other weights than the fitted ones, to measure how well answers are judged that nothing was learned from. */
export interface LearnedWeights {
  values: Weights;
  options: Weights;
}
type WithGolds = Extract<QuestionContent, { taskType: "exact_match" | "f1_match" }>;

/** Reads the option of an answer by the rules, and by the prose model where they find none. No gold is looked at. */
export function readOption(answer: string, options: readonly Option[], question: string, learned?: LearnedWeights): Reading {
  const reading = readChoice(answer, options, question);
  if (!findsNoOption(reading)) return reading;
  const { letter, why } = assertedOption(question, answer, options, null, learned?.options);
  return letter === null ? reading : { parsed: letter, comparable: letter, reason: why };
}

/**
 * Judges an answer that is prose by whether it states a gold answer; null where the rules decide, because the answer keeps
 * to a form.
 * @param reading what the rules read of it
 */
export function judgeProse(content: WithGolds, answer: string, reading: Reading, learned?: LearnedWeights): Verdict | null {
  const golds = goldsOf(content.output);
  if (keepsToForm(reading, stripThinking(answer).visible) || listedChoices(content.input).length > 0) return null;
  const { states, said, why, isNamed } = statesAnswer(content.input, answer, golds, reading.parsed, learned?.values);
  const ruledRight = reading.parsed !== null && golds.some((gold) => meansTheSame(reading.parsed, gold));
  // A gold that is said in words which only the rules understand.
  if (ruledRight && !isNamed) return null;
  if (states) return { parsed: said, reason: `${why} Right.`, score: 1 };
  if (said === null) return { parsed: null, reason: why, score: 0 };
  const whole = !ruledRight && reading.parsed?.includes(said) ? reading.parsed : said;
  const score = content.taskType === "f1_match" ? Math.max(...golds.map((gold) => tokenF1(whole, gold))) : 0;
  if (score === 0 || score === 1) return { parsed: whole, reason: `${why} That is not the right answer.`, score: 0 };
  return { parsed: whole, reason: `${why} F1 ${score.toFixed(2)} with the closest gold answer.`, score };
}
