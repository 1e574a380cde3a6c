/** Sentences are looked for in the last so many characters only. */
const reach = 2_000;

/** One sentence of a text. */
export interface Sentence {
  /** Offset in the text. */
  at: number;
  /** With its mark at the end. */
  text: string;
}

/** The last sentence; a line is never part of two. */
export function lastSentence(text: string): Sentence {
  const start = Math.max(0, text.length - reach);
  return sentencesOf(text.slice(start), start).at(-1) ?? { at: 0, text };
}

/** The first sentence; a line is never part of two. */
export function firstSentence(text: string): Sentence {
  return sentencesOf(text.slice(0, reach), 0)[0] ?? { at: 0, text };
}

function sentencesOf(text: string, offset: number): Sentence[] {
  const parts = text.split(/(?<=[.!?]["'”’)]?)(?=\s)(?<!\b(?:[A-Z]|vs|etc|e\.g|i\.e|approx|no)\.)|(?<=[。！？])|\n/);
  let at = offset;
  return parts.flatMap((part) => {
    const place = at + (part.length - part.trimStart().length);
    at = text.indexOf(part, at - offset) + offset + part.length;
    return part.trim() === "" ? [] : [{ at: place, text: part.trim() }];
  });
}
