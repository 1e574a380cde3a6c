import { listedChoices } from "@/lib/reading/forms/listed-choices";
import { readChoice } from "@/lib/reading/forms/read-choice";
import type { ComplianceWeights } from "@/lib/reading/forms/read-compliance";
import { stripThinking } from "@/lib/reading/forms/strip-thinking";
import { goldsOf } from "@/lib/reading/golds";
import { type Option, optionsOf } from "@/lib/reading/options";
import { assertedOption } from "@/lib/reading/prose/asserted-option";
import { nothingKey } from "@/lib/reading/prose/candidates";
import { statesAnswer } from "@/lib/reading/prose/states-answer";
import { logitOf, type Weights } from "@/lib/reading/prose/weigh";
import type { Form, Reading } from "@/lib/reading/reading";
import { meansTheSame } from "@/lib/reading/values/comparable-value";
import type { QuestionContent } from "../types/registry";
import type { Judged } from "./judged";
import { tokenF1 } from "./token-f1";

/** Other weights than the fitted ones, to measure how well answers are judged that nothing was learned from. */
export interface LearnedWeights {
  values: Weights;
  options: Weights;
  compliance: ComplianceWeights;
}
type WithGolds = Extract<QuestionContent, { taskType: "exact_match" | "f1_match" }>;

/** Forms that need no interpretation. */
const plain: ReadonlySet<Form> = new Set<Form>(["marked", "declared", "empty"]);
/** Forms of an option that the model is asked about as well, to know how certain they are. What rules take out of prose convinces it too easily. */
const askedBeside: ReadonlySet<Form> = new Set<Form>(["declared", "written"]);
/** A few words that say one thing and nothing of it. */
const fewWords = /^(?!.*\bor\b)\S+(?: \S+){0,2}$/i;

/** Reads the option of an answer by the rules, and by the prose model where they find none. No gold is looked at. */
export function readOption(answer: string, options: readonly Option[], question: string, learned?: Partial<LearnedWeights>): Reading {
  const reading = readChoice(answer, options, question);
  if (reading.form !== "none") return reading;
  const { letter, shares, why } = assertedOption(question, answer, options, null, learned?.options);
  const weighed = { form: "weighed", logit: logitOf(shares.get(letter ?? nothingKey) ?? 0) } as const;
  return letter === null ? { ...reading, ...weighed } : { parsed: letter, comparable: letter, reason: why, ...weighed };
}

/**
 * Log-odds that the prose model gives to an option that the rules read; undefined for other readings. Asked where answers are
 * scored only: to vote, a reading is enough.
 */
export function logitBeside(
  content: QuestionContent,
  answer: string,
  reading: Reading,
  learned?: Partial<LearnedWeights>,
): number | undefined {
  if (content.taskType !== "multiple_choice" || reading.parsed === null || !askedBeside.has(reading.form)) return undefined;
  const { shares } = assertedOption(content.question, answer, optionsOf(content.choices), reading.parsed, learned?.options);
  return logitOf(shares.get(reading.parsed) ?? 0);
}

/**
 * Judges an answer that is prose by whether it states a gold answer; null where the rules decide, because the answer keeps
 * to a form.
 * @param reading what the rules read of it
 */
export function judgeProse(content: WithGolds, answer: string, reading: Reading, learned?: Partial<LearnedWeights>): Judged | null {
  const golds = goldsOf(content.output);
  const keepsToForm = plain.has(reading.form) || fewWords.test(stripThinking(answer).visible);
  if (keepsToForm || listedChoices(content.input).length > 0) return null;
  const { states, said, why, isNamed, likelihood, traits } = statesAnswer(content.input, answer, golds, reading.parsed, learned?.values);
  const ruledRight = reading.parsed !== null && golds.some((gold) => meansTheSame(reading.parsed, gold));
  // A gold that is said in words which only the rules understand.
  if (ruledRight && !isNamed) return null;
  const weighed = { form: "weighed", logit: logitOf(likelihood), traits } as const;
  if (states) return { parsed: said, reason: `${why} Right.`, score: 1, ...weighed };
  if (said === null) return { parsed: null, reason: why, score: 0, ...weighed };
  const whole = !ruledRight && reading.parsed?.includes(said) ? reading.parsed : said;
  const score = content.taskType === "f1_match" ? Math.max(...golds.map((gold) => tokenF1(whole, gold))) : 0;
  if (score === 0 || score === 1) return { parsed: whole, reason: `${why} That is not the right answer.`, score: 0, ...weighed };
  return { parsed: whole, reason: `${why} F1 ${score.toFixed(2)} with the closest gold answer.`, score, ...weighed };
}
