import { lower, strip } from "./python-text";

/**
 * The option that MoCo 1.0.0 takes an answer for, with its defects: the first option whose letter opens the text, else
 * the first whose text occurs anywhere, else the first whose letter stands before a bracket or a full stop anywhere.
 * @param options texts in the order of the item
 * @returns a letter, or null
 */
export function chooseOption(answer: string, options: readonly string[]): string | null {
  const text = strip(lower(answer));
  const letters = options.map((_, place) => String.fromCharCode(97 + place));
  const rules: ((letter: string, option: string) => boolean)[] = [
    (letter) => text === letter || [")", ".", " "].some((mark) => text.startsWith(`${letter}${mark}`)),
    (_, option) => text.includes(lower(option)),
    (letter) => [`${letter})`, `(${letter})`, `answer is ${letter}`, `${letter}.`].some((form) => text.includes(form)),
  ];
  for (const rule of rules) {
    const place = options.findIndex((option, index) => rule(letters[index] ?? "", option));
    if (place !== -1) return letters[place]?.toUpperCase() ?? null;
  }
  return null;
}
