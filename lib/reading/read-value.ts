import { asValue } from "./forms/as-value";
import { firstTurn } from "./forms/first-turn";
import { listedChoices } from "./forms/listed-choices";
import { boxedValue, fieldedValue } from "./forms/marked-value";
import { readChoice } from "./forms/read-choice";
import { bareValue, concludedValue, declaredValue } from "./forms/said-value";
import { nothingIn, type Reading, unreadable } from "./reading";
import { stripThinking } from "./strip-thinking";

/** The prompt's own words and placeholder, which models like to repeat. */
const repeated =
  /(?:put|please provide|provide) the final,? (?:direct )?answer[^\n]{0,40}\\box(?:ed)?\s*\{\s*ANSWER\s*\}\.?|\\box(?:ed)?\s*\{\s*ANSWER\s*\}/gi;

/**
 * Reads the value of an answer: the last closed box, else the last answer in a field of its own, else the last declared answer,
 * else a bare one, else the value in which it concludes. What says nothing, or more than one thing, is no answer.
 * @param question its text, by which given numbers are told from found ones
 */
export function readValue(answer: string, question = ""): Reading {
  const spoken = stripThinking(answer).visible;
  if (spoken === "") return nothingIn(answer);
  const text = spoken.replace(repeated, "").trim();
  if (text.replace(/[=:\s]+/g, "") === "") return unreadable("It only repeats the empty box of the prompt.", "marked");
  const turn = firstTurn(text);
  const own = turn === null ? null : readTurn(turn, question);
  return own !== null && own.parsed !== null ? own : readTurn(text, question);
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
