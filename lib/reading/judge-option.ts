import type { Judged } from "./judged";
import { assertedOption } from "./prose/asserted-option";
import { logitOf, type Weights } from "./prose/weigh";
import { boundedAsked, type OptionQuestion, readOption } from "./read-option";
import type { Form, Reading } from "./reading";
import { spokenText } from "./spoken-text";

/** Forms of an option that the prose model is asked about as well, to know how certain they are. What rules take out of prose convinces it too easily. */
const askedBeside: ReadonlySet<Form> = new Set<Form>(["declared", "written"]);

/**
 * Scores which option an answer gives: 1 for the right one, else 0.
 * @param gold key of the right option
 * @param learned other weights of the prose model than the fitted ones
 */
export function judgeOption(answer: string, asked: OptionQuestion & { gold: string }, learned?: Weights): Judged {
  const reading = readOption(answer, asked, learned);
  const { parsed, form } = reading;
  const logit = reading.logit ?? logitBeside(answer, asked, reading, learned);
  if (parsed === null)
    return { parsed, reason: reading.reason, score: 0, circumstances: { kind: "options", form, outcome: "nothing", logit } };
  const isRight = asked.options.some((option) => option.key === asked.gold && option.letter === parsed);
  return {
    parsed,
    reason: `${reading.reason} ${isRight ? "Right." : "That is not the right option."}`,
    score: isRight ? 1 : 0,
    circumstances: { kind: "options", form, outcome: isRight ? "right" : "option", logit },
  };
}

/** Log-odds that the prose model gives to an option that the rules read; undefined where it is not asked. */
function logitBeside(answer: string, asked: OptionQuestion, reading: Reading, learned?: Weights): number | undefined {
  if (reading.parsed === null || !askedBeside.has(reading.form)) return undefined;
  const { question, options } = boundedAsked(asked);
  const { shares } = assertedOption(question, spokenText(answer), options, reading.parsed, learned);
  return logitOf(shares.get(reading.parsed) ?? 0);
}
