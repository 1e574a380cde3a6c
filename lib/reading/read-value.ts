import { boundedQuestion } from "./bounded";
import { asValue } from "./forms/as-value";
import { isEcho } from "./forms/echo";
import { allTurns, firstTurn } from "./forms/first-turn";
import { listedChoices } from "./forms/listed-choices";
import { boxedValue, fieldedValue } from "./forms/marked-value";
import { readChoice } from "./forms/read-choice";
import { bareValue, concludedValue, declaredValue } from "./forms/said-value";
import { brokenOff, echoing, type Form, nothingIn, type Reading } from "./reading";
import { spokenText } from "./spoken-text";

/** Forms of a value that may stand whole in an answer which breaks off. */
const standing: ReadonlySet<Form> = new Set<Form>(["marked", "declared", "opened"]);
/** Marks of a calculator, as in GSM8K: "48/2=<<48/2=24>>24". */
const calculated = /<<[^<>\n]{1,100}>>/g;
/** The prompt's own words and placeholder, which models like to repeat. */
const repeated =
  /(?:put|please provide|provide) the final,? (?:direct )?answer[^\n]{0,40}\\box(?:ed)?\s*\{\s*ANSWER\s*\}\.?|\\box(?:ed)?\s*\{\s*ANSWER\s*\}/gi;

/**
 * Reads the value of an answer: the last closed box, else the last answer in a field of its own, else the last declared answer,
 * else a bare one, else the value in which it concludes. What says nothing, or more than one thing, is no answer.
 * A repeated question says nothing; neither does an answer that breaks off before it gives a value.
 * @param asked the question's text, by which given numbers are told from found ones
 * @param cut the answer ended at the limit of tokens
 */
export function readValue(answer: string, asked = "", cut = false): Reading {
  const question = boundedQuestion(asked);
  const spoken = spokenText(answer);
  if (spoken === "") return nothingIn(answer);
  const text = spoken.replace(calculated, "").replace(repeated, "").trim();
  if (text.replace(/[=:\s]+/g, "") === "") return echoing;
  const turn = firstTurn(text);
  const isOpen = cut && turn === null;
  if (isEcho(turn ?? text, question, listedChoices(question), isOpen)) return echoing;
  const own = turn === null ? null : readTurn(turn, question);
  if (own !== null && own.parsed !== null) return own;
  const reading = readTurn(allTurns(text), question);
  return isOpen && !standsWhole(reading, text) ? brokenOff : reading;
}

/** Whether a value stands in front of the place where its answer breaks off. */
function standsWhole({ form, parsed }: Reading, text: string): boolean {
  if (parsed === null || !standing.has(form)) return false;
  return form === "marked" || !text.endsWith(parsed);
}

function readTurn(text: string, question: string): Reading {
  return (
    boxedValue(text) ??
    fieldedValue(text, question) ??
    listedOption(text, question) ??
    declaredValue(text, question) ??
    bareValue(text, question) ??
    concludedValue(text, question)
  );
}

/** Where the question itself lists options, an answer may name one as in multiple choice. */
function listedOption(text: string, question: string): Reading | undefined {
  const options = listedChoices(question);
  if (options.length === 0) return undefined;
  const reading = readChoice(text, options, question);
  return reading.parsed === null ? undefined : asValue(reading.parsed, reading.reason, reading.form);
}
