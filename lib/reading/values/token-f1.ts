import { plainDigits } from "./plain-digits";
import { joinedInitials, withoutAccents } from "./plain-words";

/** A sign of a script that sets no spaces between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*/gu;

/**
 * Words that F1 counts: lower case, no articles, no punctuation except what belongs to a number. "U.S." is one word,
 * "Jean-Luc" two, "-3.5" one; accents do not count, and scripts without spaces are taken sign by sign. Articles count where nothing else
 * is left.
 */
function wordsOf(text: string): string[] {
  const plain = joinedInitials(withoutAccents(plainDigits(text).normalize("NFKC").toLowerCase()))
    .replace(/[\u2212\u2013]/g, "-")
    .replace(/\\(?:text|textbf|textit|mathbf|mathrm|mathit|mathsf)\s*\{([^{}]*)\}/g, "$1")
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, "")
    .replace(/(?<=\p{L})['’.](?=\p{L})/gu, "")
    .replace(unspaced, " $& ");
  const words = plain.match(/(?<![\p{L}\p{N}])[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?![\p{L}\p{N}])|[\p{L}\p{N}\p{M}]+/gu) ?? [];
  const content = words.filter((word) => !["a", "an", "the"].includes(word));
  return content.length > 0 ? content : [...words];
}

/**
 * F1 of the words that an answer shares with a gold, 0 to 1, each counted as often as it stands (SQuAD, arXiv
 * 1606.05250, but numbers keep their sign and decimals). 0 when either has no words.
 */
export function tokenF1(answer: string, gold: string): number {
  const ours = wordsOf(answer);
  const theirs = wordsOf(gold);
  const left = new Map<string, number>();
  for (const word of theirs) left.set(word, (left.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of ours) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    shared += 1;
    left.set(word, count - 1);
  }
  return shared === 0 ? 0 : (2 * shared) / (ours.length + theirs.length);
}
