import { valueOutcome } from "./certainty/value-outcome";
import { listedChoices } from "./forms/listed-choices";
import { goldsOf } from "./golds";
import type { Judged } from "./judged";
import { statesAnswer } from "./prose/states-answer";
import { logitOf, type Weights } from "./prose/weigh";
import { readValue } from "./read-value";
import type { Form, Reading } from "./reading";
import { stripThinking } from "./strip-thinking";
import { meansTheSame } from "./values/comparable-value";
import { tokenF1 } from "./values/token-f1";

/** A question that is answered with a value. */
export interface ValueQuestion {
  question: string;
  /** As `goldsOf` takes it; with `exact` one text. */
  gold: string | readonly string[];
  /** `exact`: 1 where a value means a gold, else 0. `f1`: otherwise F1 of the words that it shares with the closest gold. */
  scoring: "exact" | "f1";
}

/** What is made of an answer before its circumstances are gathered. */
type Found = Pick<Judged, "parsed" | "reason" | "score"> & Pick<Judged["circumstances"], "form" | "logit" | "traits">;

/** Forms that need no interpretation. */
const plain: ReadonlySet<Form> = new Set<Form>(["marked", "declared", "empty"]);
/** A few words that say one thing and nothing of it. */
const fewWords = /^(?!.*\bor\b)\S+(?: \S+){0,2}$/i;

/**
 * Scores the value that an answer gives: by rules where it keeps to a form, else by whether its prose states a gold.
 * @param learned other weights of the prose model than the fitted ones
 */
export function judgeValue(answer: string, asked: ValueQuestion, learned?: Weights): Judged {
  const reading = readValue(answer, asked.question);
  const { parsed, reason, score, ...known } = inProse(answer, asked, reading, learned) ?? compared(reading, asked);
  const outcome = valueOutcome({ parsed, score }, goldsOf(asked.gold));
  return { parsed, reason, score, circumstances: { kind: "values", isGraded: asked.scoring === "f1", outcome, ...known } };
}

function compared({ parsed, reason, form, logit }: Reading, { gold, scoring }: ValueQuestion): Found {
  if (parsed === null) return { parsed, reason, score: 0, form, logit };
  const { score, words } = scoring === "f1" ? sharing(parsed, goldsOf(gold)) : meaning(parsed, gold);
  return { parsed, reason: `${reason} ${words}`, score, form, logit };
}

interface Comparison {
  score: number;
  words: string;
}

function meaning(parsed: string, gold: string | readonly string[]): Comparison {
  const isRight = typeof gold === "string" ? meansTheSame(parsed, gold) : gold.some((one) => meansTheSame(parsed, one));
  return isRight ? { score: 1, words: "Right." } : { score: 0, words: "That is not the right answer." };
}

function sharing(parsed: string, golds: readonly string[]): Comparison {
  const score = Math.max(...golds.map((gold) => (meansTheSame(parsed, gold) ? 1 : tokenF1(parsed, gold))));
  const best = golds.length > 1 ? "the closest gold answer" : "the gold answer";
  if (score === 1) return { score, words: "Right." };
  return { score, words: score === 0 ? "It shares no word with a gold answer." : `F1 ${score.toFixed(2)} with ${best}.` };
}

/** What the prose model makes of an answer; null where the rules decide, because the answer keeps to a form. */
function inProse(answer: string, { question, gold, scoring }: ValueQuestion, reading: Reading, learned?: Weights): Found | null {
  const golds = goldsOf(gold);
  const spoken = stripThinking(answer).visible;
  const keepsToForm = plain.has(reading.form) || fewWords.test(spoken);
  if (keepsToForm || listedChoices(question).length > 0) return null;
  const { states, said, why, isNamed, likelihood, traits } = statesAnswer(question, spoken, golds, reading.parsed, learned);
  const ruledRight = reading.parsed !== null && golds.some((one) => meansTheSame(reading.parsed, one));
  // A gold that is said in words which only the rules understand.
  if (ruledRight && !isNamed) return null;
  const weighed = { form: "weighed", logit: logitOf(likelihood), traits } as const;
  if (states) return { parsed: said, reason: `${why} Right.`, score: 1, ...weighed };
  if (said === null) return { parsed: null, reason: why, score: 0, ...weighed };
  const whole = !ruledRight && reading.parsed?.includes(said) ? reading.parsed : said;
  const score = scoring === "f1" ? Math.max(...golds.map((one) => tokenF1(whole, one))) : 0;
  if (score === 0 || score === 1) return { parsed: whole, reason: `${why} That is not the right answer.`, score: 0, ...weighed };
  return { parsed: whole, reason: `${why} F1 ${score.toFixed(2)} with the closest gold answer.`, score, ...weighed };
}
