/** Control characters, halves of characters, and signs that break a line or turn its direction: what a terminal or a page should not be told by a text. */
export const steeringSigns = /[\p{Cc}\p{Cs}\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** A sign by its code, as "\u001b". */
export function codeOf(sign: string): string {
  return `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;
}

/** What is wrong with a text that should be one line of words, or several; null where nothing is. */
export function steering(text: string, mayHaveLines = false): string | null {
  const found = (mayHaveLines ? text.replace(/[\n\r\t]/g, " ") : text).match(steeringSigns)?.[0];
  return found === undefined ? null : `holds a character that is not for reading (${codeOf(found)})`;
}
