/** Control characters apart from line ends and tabs, and signs that turn or break the direction of writing. */
const invisible = /[\p{Cc}\p{Cs}\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** A text as a terminal may show it: what would steer the terminal, or turn a line around, is written as its code instead. */
export function visible(text: string): string {
  return text.replace(invisible, (sign) =>
    sign === "\n" || sign === "\t" ? sign : `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`,
  );
}
