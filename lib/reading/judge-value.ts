import { boundedQuestion } from "./bounded";
import { valueOutcome } from "./certainty/value-outcome";
import { listedChoices } from "./forms/listed-choices";
import { goldsOf } from "./golds";
import type { Judged } from "./judged";
import { statesAnswer } from "./prose/states-answer";
import { logitOf, type Weights } from "./prose/weigh";
import { readValue } from "./read-value";
import type { Form, Reading } from "./reading";
import { spokenText } from "./spoken-text";
import { isSameValue } from "./values/same-value";
import { tokenF1 } from "./values/token-f1";

/** A question that is answered with a value. */
export interface ValueQuestion {
  question: string;
  /** As `goldsOf` takes it; with `exact` one text. */
  gold: string | readonly string[];
  /** `exact`: 1 where a value means a gold, else 0. `f1`: otherwise F1 of the words that it shares with the closest gold. */
  scoring: "exact" | "f1";
  /** The answer ended at the limit of tokens. */
  cut?: boolean | undefined;
}

/** What is made of an answer before its circumstances are gathered. */
type Found = Pick<Judged, "parsed" | "reason" | "score"> & Pick<Judged["circumstances"], "form" | "logit" | "traits">;

/** Forms that need no interpretation. */
const plain: ReadonlySet<Form> = new Set<Form>(["marked", "declared", "cut", "empty"]);
/** A few words that say one thing and nothing of it. */
const fewWords = /^(?!.*\bor\b)\S+(?: \S+){0,2}$/i;

/**
 * Scores the value that an answer gives: by rules where it keeps to a form, else by whether its prose states a gold.
 * @param learned other weights of the prose model than the fitted ones
 */
export function judgeValue(answer: string, { question, ...known }: ValueQuestion, learned?: Weights): Judged {
  const asked = { ...known, gold: boundedGold(known.gold), question: boundedQuestion(question) };
  const reading = readValue(answer, asked.question, asked.cut);
  const { parsed, reason, score, ...found } = inProse(answer, asked, reading, learned) ?? compared(reading, asked);
  const outcome = valueOutcome({ parsed, score }, goldsOf(asked.gold));
  return { parsed, reason, score, circumstances: { kind: "values", isGraded: asked.scoring === "f1", outcome, ...found } };
}

/** Of a longer gold no answer could say more. Characters. */
const longestGold = 4_000;
const mostGolds = 500;

function boundedGold(gold: ValueQuestion["gold"]): ValueQuestion["gold"] {
  const golds = goldsOf(gold);
  const isBounded = golds.length <= mostGolds && golds.every(({ length }) => length <= longestGold);
  return isBounded ? gold : golds.slice(0, mostGolds).map((one) => one.slice(0, longestGold));
}

function compared({ parsed, reason, form, logit }: Reading, { question, gold, scoring }: ValueQuestion): Found {
  if (parsed === null) return { parsed, reason, score: 0, form, logit };
  const { score, words } = scoring === "f1" ? sharing(parsed, goldsOf(gold), question) : meaning(parsed, gold, question);
  return { parsed, reason: `${reason} ${words}`, score, form, logit };
}

interface Comparison {
  score: number;
  words: string;
}

function meaning(parsed: string, gold: string | readonly string[], question: string): Comparison {
  const golds = typeof gold === "string" ? [gold, ...goldsOf(gold)] : gold;
  const isRight = golds.some((one) => isSameValue(parsed, one, question));
  return isRight ? { score: 1, words: "Right." } : { score: 0, words: "That is not the right answer." };
}

function sharing(parsed: string, golds: readonly string[], question: string): Comparison {
  const score = Math.max(...golds.map((gold) => (isSameValue(parsed, gold, question) ? 1 : tokenF1(parsed, gold))));
  const best = golds.length > 1 ? "the closest gold answer" : "the gold answer";
  if (score === 1) return { score, words: "Right." };
  return { score, words: score === 0 ? "It shares no word with a gold answer." : `F1 ${score.toFixed(2)} with ${best}.` };
}

/** What the prose model makes of an answer; null where the rules decide, because the answer keeps to a form. */
function inProse(answer: string, { question, gold, scoring }: ValueQuestion, reading: Reading, learned?: Weights): Found | null {
  const golds = goldsOf(gold);
  const own = spokenText(answer);
  const keepsToForm = plain.has(reading.form) || fewWords.test(own);
  if (keepsToForm || listedChoices(question).length > 0) return null;
  const { states, said, why, isNamed, likelihood, traits } = statesAnswer(question, own, golds, reading.parsed, learned);
  const ruledRight = reading.parsed !== null && golds.some((one) => isSameValue(reading.parsed ?? "", one, question));
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
