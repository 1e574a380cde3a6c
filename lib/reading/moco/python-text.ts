/**
 * What Python's string functions and regular expressions do differently from JavaScript's, as far as the restated rules
 * need it.
 */
const space = "[\\s\\x1c-\\x1f\\x85]";
const edges = new RegExp(`^${space}+|${space}+$`, "g");

/** `str.strip()`. */
export function strip(text: string): string {
  return text.replace(edges, "");
}

/** `str.split()`. */
export function split(text: string): string[] {
  return strip(text)
    .split(new RegExp(`${space}+`))
    .filter((word) => word !== "");
}

/** `str.lower()`. */
export function lower(text: string): string {
  return text.toLowerCase();
}

/** The word boundary `\b`, which in Python knows the letters of all languages. */
export const boundary = "(?:(?<![\\p{L}\\p{N}_])(?=[\\p{L}\\p{N}_])|(?<=[\\p{L}\\p{N}_])(?![\\p{L}\\p{N}_]))";

/** White space as `\s`, and any character but a line feed as `.`, for use inside patterns. */
export const blank = space;
export const any = "[^\\n]";
