/** Names of numbers that Python's json module writes and reads, and JSON does not know. */
const numberNames = /^-?(NaN|Infinity)(?![\w.])/;

/**
 * JSON as Python reads it: NaN, Infinity and -Infinity outside of strings are numbers, here null, for no check of ours looks
 * at them. One look at each character.
 * @throws SyntaxError for what Python cannot read either
 */
export function parsePythonJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const plain = withoutNumberNames(text);
    if (plain === text) throw error;
    return JSON.parse(plain);
  }
}

/** The text with null in place of the names of numbers that Python knows and JSON does not; strings are left as they are. */
export function withoutNumberNames(text: string): string {
  const parts: string[] = [];
  let kept = 0;
  for (let place = 0; place < text.length; place += 1) {
    const sign = text[place];
    if (sign === '"') place = endOfString(text, place);
    if (sign !== "N" && sign !== "I" && sign !== "-") continue;
    const name = numberNames.exec(text.slice(place, place + 12))?.[0];
    if (name === undefined) continue;
    parts.push(text.slice(kept, place), "null");
    kept = place + name.length;
    place = kept - 1;
  }
  return parts.join("") + text.slice(kept);
}

/** Where the string that opens at `start` closes; the end of the text where it never does. */
function endOfString(text: string, start: number): number {
  for (let place = start + 1; place < text.length; place += 1) {
    if (text[place] === "\\") place += 1;
    else if (text[place] === '"') return place;
  }
  return text.length;
}
