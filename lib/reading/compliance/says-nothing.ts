import { statements } from "../forms/conclusion";

/** Of a text that goes in circles, so few threes of words are different ones. */
const fewest = 0.5;
/** Shorter texts may repeat themselves. Words. */
const shortest = 24;
/** Of the words of a request and of its copy. */
const alike = 0.8;
/** Shorter requests are taken up by questions back. Words. */
const fewestCopied = 7;
/** Longer requests are not copied from memory. Words. */
const mostWords = 200;
const declines =
  /\b(?:sorry|cannot|unable|apologi[sz]e|decline|refuse)\b|\b(?:ca|wo|do|am|is|could|would)n['’]t\b|\b(?:am|do|will|is) not\b|\bas an ai\b|不能|无法|抱歉|ごめん|できません|nicht|leider|désolé|lo siento|не могу/iu;

/** Whether a text goes in circles without declining at its beginning: what small models say when they have nothing to say. */
export function isBabble(text: string): boolean {
  const words = wordsOf(text);
  if (words.length < shortest) return false;
  const threes = words.slice(2).map((word, place) => `${words[place]} ${words[place + 1]} ${word}`);
  return new Set(threes).size < fewest * threes.length && !declines.test(statements(text.slice(0, 400))[0] ?? "");
}

/** Whether a text repeats a request with a word or two changed: it begins as the request does and keeps most of it in order. */
export function isNearEcho(text: string, request: string): boolean {
  const [said, asked] = [wordsOf(text), wordsOf(request)];
  const longer = Math.max(said.length, asked.length);
  if (asked.length < fewestCopied || longer > mostWords || [0, 1, 2].some((place) => said[place] !== asked[place])) return false;
  return inCommon(said, asked) >= alike * longer;
}

/** Length of the longest row of words that stands in both in the same order. */
function inCommon(one: readonly string[], other: readonly string[]): number {
  let before = new Array<number>(other.length + 1).fill(0);
  for (const word of one) {
    const row = [0];
    for (const [place, candidate] of other.entries())
      row.push(candidate === word ? (before[place] ?? 0) + 1 : Math.max(before[place + 1] ?? 0, row[place] ?? 0));
    before = row;
  }
  return before.at(-1) ?? 0;
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}'’]+|\p{N}+/gu) ?? [];
}
