/** One option of a multiple-choice question. */
export interface Option {
  /** By position, from A. */
  letter: string;
  /** The item's own key, which may be a number. */
  key: string;
  text: string;
}

/**
 * The options, lettered by position. Keys are ordered by length, then alphabetically, because neither JSON nor the
 * database keeps the order in which they were written.
 */
export function optionsOf(choices: Readonly<Record<string, string>>): Option[] {
  const keys = Object.keys(choices).sort((one, other) => one.length - other.length || Number(one > other) - Number(one < other));
  return keys.map((key, position) => ({ letter: String.fromCharCode(65 + position), key, text: choices[key] ?? "" }));
}
