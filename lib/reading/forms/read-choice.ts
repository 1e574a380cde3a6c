import type { Option } from "../options";
import { type Form, nothingIn, type Reading, unreadable } from "../reading";
import { choiceContradiction as contradictedBy } from "./choice-contradiction";
import { declarationsByEnding, statedOption } from "./choice-endings";
import { type Declaration, declarationsByLine } from "./choice-lines";
import { answeringOption, survivingOption } from "./choice-survivor";
import { declarationsByWords } from "./choice-words";
import { findBoxes } from "./find-boxes";
import { findFields } from "./find-fields";
import { allTurns, firstTurn } from "./first-turn";
import { exactText, leadingChoice } from "./leading-choice";
import { withoutEmphasis } from "./plain-text";

/**
 * Reads which option an answer declares. The last explicit declaration wins; an option that is merely discussed,
 * listed, denied or supposed is none.
 * @param spoken the answer without its thoughts
 * @param question its text, by which an opening sentence is known to answer it
 * @param cut it ended at the limit of tokens, so that it would have gone on: of several options that it declares none is the last
 */
export function readChoice(spoken: string, options: readonly Option[], question = "", cut = false): Reading {
  const text = withoutEmphasis(spoken);
  if (text.trim() === "") return nothingIn(spoken);
  const turn = firstTurn(text);
  const own = turn === null ? null : readTurn(turn, options, question, false);
  return own !== null && own.parsed !== null ? own : readTurn(allTurns(text), options, question, cut);
}

function readTurn(text: string, options: readonly Option[], question: string, cut: boolean): Reading {
  const whole = wholeOption(text, options);
  if (whole) return readAs(whole.letter, `It is option ${whole.letter}, letter and text.`, "declared");
  const declarations = [
    ...declarationsByLine(text, options),
    ...declarationsByWords(text, options),
    ...declarationsByEnding(text, options),
    ...declarationsByField(text, options),
  ];
  if (cut && new Set(declarations.map(({ letter }) => letter)).size > 1)
    return unreadable("It was cut while it declared one option after the other.", "opposed");
  const last = declarations.sort((one, other) => one.at - other.at).at(-1);
  const naming =
    last ?? statedOption(text, options, question) ?? answeringOption(text, options, question) ?? survivingOption(text, options, question);
  if (!naming) return unreadable("The answer declares no option.");
  const other = last === undefined ? undefined : contradictedBy(text, last, options);
  if (other) return unreadable(`It says ${last?.letter} but concludes the text of option ${other.letter}.`, "opposed");
  return naming.letter === null ? unreadable(naming.reason, naming.form) : readAs(naming.letter, naming.reason, naming.form);
}

function readAs(letter: string, reason: string, form: Form): Reading {
  return { parsed: letter, comparable: letter, reason, form };
}

/** The option that an answer repeats as it was listed and says nothing more; its text may have several lines. */
function wholeOption(text: string, options: readonly Option[]): Option | undefined {
  const [, letter, written = ""] = /^\s*\(?([A-Z])[).:]\s*([\s\S]+)$/.exec(text) ?? [];
  const own = options.find((option) => option.letter === letter);
  const spaced = (each: string) => withoutEmphasis(each).replace(/\s+/g, " ").trim();
  return own?.text.includes("\n") && spaced(written) === spaced(own.text) ? own : undefined;
}

/** What stands in a box or in a field of its own declares, even if it is no option. */
function declarationsByField(text: string, options: readonly Option[]): Declaration[] {
  return [...findBoxes(text), ...findFields(text)].flatMap(({ at, content }) => {
    if (content === null) return [];
    // The prompt asks for a letter, so a letter is one, even where the text of another option is that letter.
    const isLetter = /^["'(]*[A-Za-z][)"'.]*$/.test(content);
    const naming = (isLetter ? undefined : exactText(content, options)) ?? leadingChoice(content, options);
    return [{ at, ...(naming ?? { letter: null, reason: "The field for the answer holds none of the options.", form: "marked" }) }];
  });
}
