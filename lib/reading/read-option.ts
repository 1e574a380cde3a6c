import { boundedQuestion } from "./bounded";
import { isEcho } from "./forms/echo";
import { firstTurn } from "./forms/first-turn";
import { readChoice } from "./forms/read-choice";
import type { Option } from "./options";
import { assertedOption } from "./prose/asserted-option";
import { logitOf, nothingKey, type Weights } from "./prose/weigh";
import { brokenOff, echoing, type Form, nothingIn, type Reading } from "./reading";
import { spokenText } from "./spoken-text";

/** A question with lettered options. */
export interface OptionQuestion {
  question: string;
  options: readonly Option[];
  /** The answer ended at the limit of tokens. */
  cut?: boolean | undefined;
}

/** Forms of an option that stand whole in an answer which breaks off. */
const standing: ReadonlySet<Form> = new Set<Form>(["marked", "declared", "opposed"]);

/** Of a longer text of an option no more is looked for. Characters. */
const longestOption = 2_000;

/** A question of which no part is endless. */
export function boundedAsked({ question, options, cut }: OptionQuestion): OptionQuestion {
  return {
    question: boundedQuestion(question),
    options: options.map((option) => ({ ...option, text: option.text.slice(0, longestOption) })),
    cut,
  };
}

/**
 * Reads the option of an answer: by rules, and by the prose model where they find none. No gold is looked at. A repeated
 * question or list of options says nothing; neither does an answer that breaks off before it declares an option.
 * @param learned other weights of the prose model than the fitted ones, to measure how well unseen answers are read
 * @returns a letter
 */
export function readOption(answer: string, asked: OptionQuestion, learned?: Weights): Reading {
  const { question, options, cut } = boundedAsked(asked);
  const spoken = spokenText(answer);
  if (spoken === "") return nothingIn(answer);
  const isOpen = cut === true && firstTurn(spoken) === null;
  if (isEcho(firstTurn(spoken) ?? spoken, question, options, isOpen)) return echoing;
  const reading = readChoice(spoken, options, question, isOpen);
  if (isOpen && !standing.has(reading.form)) return brokenOff;
  if (reading.form !== "none") return reading;
  const { letter, shares, why } = assertedOption(question, spoken, options, null, learned);
  const weighed = { form: "weighed", logit: logitOf(shares.get(letter ?? nothingKey) ?? 0) } as const;
  return letter === null ? { ...reading, ...weighed } : { parsed: letter, comparable: letter, reason: why, ...weighed };
}
