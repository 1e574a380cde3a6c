import type { Option } from "../options";

/** So many words of a question stand in no answer by chance. */
const enough = 8;
/** What is longer is no echo of a question. Words. */
const mostWords = 2_000;
/** Words that stand around a repeated question. */
const scaffolding = new Set([
  "q",
  "a",
  "question",
  "answer",
  "options",
  "choices",
  "please",
  "choose",
  "an",
  "from",
  "the",
  "final",
  "put",
  "in",
  "box",
  "boxed",
]);

/** What an answer may repeat: words from some place on, and how many of them are no chance. */
interface Source {
  words: readonly string[];
  least: number;
}

/**
 * Whether an answer does nothing but repeat what it was asked, once or again and again, to the end or as far as it came: the
 * question, its asking sentence, its list of options. To name one option is an answer.
 * @param cut it ended at the limit of tokens, so that the one option that it names may be the first of a list
 */
export function isEcho(text: string, question: string, options: readonly Option[] = [], cut = false): boolean {
  const said = wordsOf(text);
  const sources = sourcesOf(question, options, cut);
  let isRepeated = false;
  for (let from = 0; from < said.length; ) {
    const runs = sources.map(({ words, least }) => ({ least, length: runLength(said, from, words) }));
    const longest = Math.max(0, ...runs.filter(({ least, length }) => length >= least).map(({ length }) => length));
    // The last round of a text that goes in circles may break off anywhere.
    const isBrokenOff = isRepeated && runs.some(({ length }) => from + length === said.length);
    if (longest === 0 && isBrokenOff) return true;
    if (longest === 0 && !scaffolding.has(said[from] ?? "")) return false;
    isRepeated ||= longest > 0;
    from += Math.max(1, longest);
  }
  return isRepeated && said.length <= mostWords;
}

function sourcesOf(question: string, options: readonly Option[], cut: boolean): Source[] {
  const list = options.map(({ letter, text }) => [letter.toLowerCase(), ...wordsOf(text)]);
  const first = list[0]?.length ?? 0;
  const sentences = question.split(/(?<=[.?!:])\s+|\n+/).map((text) => ({ asks: text.trim().endsWith("?"), words: wordsOf(text) }));
  const places = sentences.flatMap(({ asks, words }, place) => {
    const behind = sentences.slice(place).flatMap((sentence) => sentence.words);
    // The first sentence of a passage may be what answers a question about it.
    const least = asks || sentences.length === 1 || cut ? Math.min(words.length, enough) : behind.length;
    return asks || place === 0 ? [{ words: [...behind, ...list.flat()], least }] : [];
  });
  return [...places, { words: list.flat(), least: cut ? Math.min(2, first) : first + 1 }].filter(({ least }) => least > 1);
}

function runLength(said: readonly string[], from: number, words: readonly string[]): number {
  let length = 0;
  while (from + length < said.length && length < words.length && said[from + length] === words[length]) length += 1;
  const [last, next] = [said[from + length], words[length]];
  const breaksOff = last !== undefined && from + length === said.length - 1 && next?.startsWith(last);
  return breaksOff ? length + 1 : length;
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}]+|\p{N}+/gu) ?? [];
}
