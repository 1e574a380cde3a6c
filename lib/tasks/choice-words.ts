import type { Declaration } from "./choice-lines";
import { isDeclared } from "./clause";
import { checkedAgainstText, leadingChoice } from "./leading-choice";
import type { Option } from "./options";
import { optionForm } from "./plain-text";

/** More than declaring words are ever followed by. Characters. */
const reach = 2_500;
/** The last declaration wins, so an endless answer is looked at from its end. */
const mostPlaces = 200;
const hedge = "(?:(?:clearly|definitely|therefore|thus|probably|most likely|likely|indeed|simply)\\s+)?";
const noun = "(?:answer|choice|option|letter|selection|response)";
const announced = new RegExp(
  `\\b(?:${noun}(?:\\s+(?:here|to (?:this|the) question))?\\s*(?:is|was|=|:|would be|should be|must be|has to be)` +
    "|(?:i|we)(?:['’]ll|['’]d)?\\s+(?:(?:will|would|must|therefore)\\s+)?(?:choose|pick|select|go with|answer(?: with)?|say))" +
    `\\s*:?\\s*${hedge}(?:the\\s+)?(?:correct\\s+)?(?:${noun}\\b\\s*:?\\s*)?`,
  "gi",
);
const praised = new RegExp(
  "(?<=^|[\\n.;:,!]\\s*|\\b(?:[Ss]o|[Tt]hus|[Tt]herefore|[Hh]ence|that|think|believe)\\s+)" +
    `(?:(?:[Tt]he\\s+)?(?:[Oo]ption|[Cc]hoice|[Aa]nswer)\\s+)?["'“‘([]*([A-Z])(?![A-Za-z0-9])["'”’)\\]]*(?:[).:,]*\\s*([^\\n.,:;]{1,120}?))?` +
    "\\s+(?:is|must be|has to be)\\s+(?:the\\s+)?(?:most\\s+)?(?:correct|right|best|true|appropriate|likely)\\b",
  "g",
);

/** Declarations by words: "the answer is C", "I choose (C)", "option C is correct". */
export function declarationsByWords(text: string, options: readonly Option[]): Declaration[] {
  return [...announcements(text, options), ...praises(text, options)];
}

function announcements(text: string, options: readonly Option[]): Declaration[] {
  return [...text.matchAll(announced)].slice(-mostPlaces).flatMap((match) => {
    const end = match.index + match[0].length;
    const naming = leadingChoice(text.slice(end, end + reach), options);
    return naming && isDeclared(text, match.index, end) ? [{ at: match.index, ...naming }] : [];
  });
}

function praises(text: string, options: readonly Option[]): Declaration[] {
  return [...text.matchAll(praised)].slice(-mostPlaces).flatMap((match) => {
    const [whole, letter = "", written] = match;
    const own = options.find((option) => option.letter === letter);
    if (written !== undefined && (!own || optionForm(written) !== optionForm(own.text))) return [];
    if (!isDeclared(text, match.index, match.index + whole.length)) return [];
    return [{ at: match.index, ...checkedAgainstText(letter, "", options) }];
  });
}
