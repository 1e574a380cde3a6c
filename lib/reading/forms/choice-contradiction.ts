import type { Option } from "../options";
import type { Declaration } from "./choice-lines";
import { denies } from "./clause";
import { escapePattern } from "./escape-pattern";
import { exactText } from "./leading-choice";

/** How far before a declaration the words are looked at that lead to it. Characters. */
const reach = 160;
const leading =
  /[,;:]?\s*(?:so|thus|therefore|hence|that is|which is|meaning|making)[,:]?\s*(?:the\s+)?(?:correct\s+)?(?:option|choice|answer)?\s*$/i;

/**
 * The option whose text the same sentence concludes right before it declares another letter: "x = 7, so the answer is B"
 * where 7 is option C.
 */
export function choiceContradiction(text: string, { at, letter }: Declaration, options: readonly Option[]): Option | undefined {
  // A declaration may begin at its sentence, before the letter.
  const named = new RegExp(`(?:option|choice|answer)\\s+(?:is\\s+)?["'(]*${escapePattern(letter ?? "")}(?![\\w'’])`).exec(
    text.slice(at, at + reach),
  );
  const place = at + (named?.index ?? 0);
  const before = text.slice(Math.max(0, place - reach), place).replaceAll("i.e.", "that is");
  const sentence = before.split(/[.!?](?=\s)|\n/).at(-1) ?? "";
  if (!leading.test(sentence) && !/(?:\bso|\bthus|\btherefore|\bhence),?\s+(?:the\s+)?$/i.test(sentence)) return undefined;
  const claim = sentence
    .replace(leading, "")
    .replace(/,?\s+(?:so|thus|therefore|hence),?\s+(?:the\s+)?$/i, "")
    .trim();
  const said =
    claim
      .split(/=|\b(?:is|are|was|were)\b/)
      .at(-1)
      ?.trim() ?? "";
  const naming = said === "" || denies(claim) ? undefined : exactText(said, options);
  return naming && naming.letter !== null && naming.letter !== letter
    ? options.find((option) => option.letter === naming.letter)
    : undefined;
}
