import { type Declaration, declarationsByLine } from "./choice-lines";
import { declarationsByWords } from "./choice-words";
import { findBoxes } from "./find-boxes";
import { exactText, leadingChoice } from "./leading-choice";
import type { Option } from "./options";
import { withoutEmphasis } from "./plain-text";
import { type Reading, unreadable, whyNothing } from "./reading";
import { stripThinking } from "./strip-thinking";

/**
 * Reads which option an answer declares. The last explicit declaration wins; an option that is merely discussed,
 * listed, denied or supposed is none.
 */
export function readChoice(answer: string, options: readonly Option[]): Reading {
  const text = withoutEmphasis(stripThinking(answer).visible);
  if (text.trim() === "") return unreadable(whyNothing(answer));
  const declarations = [...declarationsByLine(text, options), ...declarationsByWords(text, options), ...declarationsByBox(text, options)];
  const last = declarations.sort((one, other) => one.at - other.at).at(-1);
  if (!last) return unreadable("The answer declares no option.");
  return last.letter === null ? unreadable(last.reason) : { parsed: last.letter, comparable: last.letter, reason: last.reason };
}

function declarationsByBox(text: string, options: readonly Option[]): Declaration[] {
  return findBoxes(text).flatMap(({ at, content }) => {
    if (content === null) return [];
    const naming = exactText(content, options) ?? leadingChoice(content, options);
    return [{ at, ...(naming ?? { letter: null, reason: "The box holds none of the options." }) }];
  });
}
