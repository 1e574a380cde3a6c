import type { Option } from "../options";

/**
 * The options that a question lists in its own text, as "(A) red (B) blue" or a line "A) red" each; none where it lists
 * fewer than two in order.
 */
export function listedChoices(question: string): Option[] {
  const places = [...question.matchAll(/(?:\(([A-Z])\)|(?<=^|\n)\s*([A-Z])[).:])\s+/g)];
  const options: Option[] = [];
  for (const [number, place] of places.entries()) {
    const letter = place[1] ?? place[2] ?? "";
    if (letter !== String.fromCharCode(65 + options.length)) continue;
    const text = question.slice(place.index + place[0].length, places[number + 1]?.index ?? question.length).trim();
    options.push({ letter, key: letter, text });
  }
  return options.length > 1 ? options : [];
}
