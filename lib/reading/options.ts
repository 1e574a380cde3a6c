/** One option of a multiple-choice question. */
export interface Option {
  /** By position, from A. */
  letter: string;
  /** The item's own key, which may be a number. */
  key: string;
  text: string;
}

/** A to Z. */
export const mostOptions = 26;

/**
 * The options, lettered by position. Keys are ordered by length, then alphabetically, because neither JSON nor the
 * database keeps the order in which they were written.
 * @throws RangeError for more than there are letters, which every way in refuses
 */
export function optionsOf(choices: Readonly<Record<string, string>>): Option[] {
  const keys = Object.keys(choices).sort((one, other) => one.length - other.length || Number(one > other) - Number(one < other));
  if (keys.length > mostOptions) throw new RangeError(`There are ${keys.length} options, and letters for ${mostOptions}.`);
  return keys.map((key, position) => ({ letter: String.fromCharCode(65 + position), key, text: choices[key] ?? "" }));
}
