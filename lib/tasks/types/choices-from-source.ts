import { asText, type SourceRow, Unreadable } from "./source-row";

/** Options in the order of the source, each with the key by which the answer may name it. */
interface Listed {
  keys: string[];
  /** What is no text is left to the check of the question. */
  texts: unknown[];
}

/**
 * Options as a list, as texts with labels, as pairs of a key and a text, as a list with one marked as right, or by their
 * keys; the answer as key in any dress, as place from 0, or as text. Our own questions stay as they are.
 * @returns the answer is null where there is none, which -1 says as well
 */
export function choicesFromSource(row: SourceRow): SourceRow {
  const { choices, answer } = row;
  const listed = listedIn(choices);
  if (!listed) return { ...row, answer: asText(answer) };
  const keys = undressed(listed.keys);
  const twice = keys.find((key, place) => keys.indexOf(key) !== place);
  const texts = listed.texts.map(asText);
  const options = Object.fromEntries(texts.map((text, place) => [keys[place] ?? "", text]));
  return {
    ...row,
    choices: twice === undefined ? options : new Unreadable(`has the option ${twice} twice`),
    answer: answer === null || answer === undefined ? markedIn(choices, keys) : answerOf(answer, keys, texts),
  };
}

function listedIn(choices: unknown): Listed | null {
  if (Array.isArray(choices)) return pairsIn(choices) ?? { keys: lettersFor(choices), texts: choices };
  if (typeof choices !== "object" || choices === null || choices instanceof Unreadable) return null;
  const texts = listAt(choices, "text") ?? listAt(choices, "choices");
  if (texts) {
    const labels = listAt(choices, "label") ?? lettersFor(texts);
    const places = Array.from({ length: Math.max(labels.length, texts.length) }, (_, place) => place);
    return withoutPadding(places.map((place) => ({ key: labels[place], text: texts[place] })));
  }
  // Parquet gives every row all fields of a struct, so that a question with fewer options has nulls.
  const named = Object.entries(choices).filter(([, text]) => text !== null && text !== undefined);
  return { keys: named.map(([key]) => key), texts: named.map(([, text]: [string, unknown]) => text) };
}

/** A list of structs that each have a key and a text, and nothing else. */
function pairsIn(choices: readonly unknown[]): Listed | null {
  const pairs = choices.map((each) => {
    if (typeof each !== "object" || each === null || Object.keys(each).length !== 2) return null;
    const fields = new Map<string, unknown>(Object.entries(each));
    const [key, text] = [
      ["key", "label"],
      ["value", "text"],
    ].map((names) => names.find((name) => fields.has(name)));
    return key !== undefined && text !== undefined ? { key: fields.get(key), text: fields.get(text) } : null;
  });
  const found = pairs.filter((pair) => pair !== null);
  if (found.length === 0 || found.length < pairs.length) return null;
  return withoutPadding(found);
}

/** A question with fewer options than others may have places that hold nothing at all. */
function withoutPadding(pairs: readonly { key: unknown; text: unknown }[]): Listed {
  const given = pairs.filter(({ key, text }) => (key ?? text ?? null) !== null);
  return { keys: given.map(({ key }) => keyOf(key)), texts: given.map(({ text }) => text) };
}

function keyOf(label: unknown): string {
  const text = asText(label);
  return typeof text === "string" ? text : "";
}

function lettersFor(options: readonly unknown[]): string[] {
  return options.map((_, place) => String.fromCharCode(65 + place));
}

function answerOf(answer: unknown, keys: readonly string[], texts: readonly unknown[]): unknown {
  const given = asText(answer);
  if (typeof given !== "string") return given;
  if (keys.includes(given)) return given;
  const said = given.trim();
  // Places are counted from 0; where the keys are no letters in their order nobody can tell which are meant.
  const areInOrder = lettersFor(keys).every((letter, at) => letter === keys[at]);
  const place = areInOrder && /^\d{1,2}$/.test(said) ? keys[Number(said)] : undefined;
  if (typeof answer === "number" && place !== undefined) return place;
  const bare = undress(said);
  const key = bare !== null && keys.includes(bare) ? bare : undefined;
  const text = keys[texts.findIndex((each) => typeof each === "string" && (each === given || each.trim() === said))];
  const meant = new Set([key, text, place].filter((each) => each !== undefined));
  if (meant.size > 1) return new Unreadable(`may mean the options ${[...meant].join(" and ")}: write the letter of the one that is right`);
  const [only] = meant;
  return only ?? (said === "-1" ? null : given);
}

/** All keys as bare letters or numbers, where all are such in some dress; as letters, where they are places from 0. */
function undressed(keys: readonly string[]): string[] {
  const bare = keys.map(undress).filter((key) => key !== null);
  if (bare.length < keys.length) return [...keys];
  return bare.every((key, place) => key === String(place)) ? lettersFor(bare) : bare;
}

/** "A" for "a", "(A)", "A." and the like; null for what is no letter or number. */
function undress(text: string): string | null {
  return /^[\s([{"'*]*([a-z]|\d{1,3})[\s)\]}"'*.:]*$/i.exec(text.normalize("NFKC"))?.[1]?.toUpperCase() ?? null;
}

/** The one option that its list marks with 1 or true; null where none is. */
function markedIn(choices: unknown, keys: readonly string[]): unknown {
  const marks = listAt(choices, "labels") ?? [];
  const marked = marks.flatMap((mark, place) => (mark === 1 || mark === true || mark === "1" || mark === "true" ? [place] : []));
  const [only] = marked;
  if (only === undefined) return null;
  if (marked.length > 1) return new Unreadable(`${marked.length} options are marked as right, and one has to be`);
  return keys[only] ?? new Unreadable("the mark stands beside no option");
}

function listAt(value: unknown, key: string): unknown[] | null {
  if (typeof value !== "object" || value === null) return null;
  const found: unknown = Object.entries(value).find(([name]) => name === key)?.[1];
  return Array.isArray(found) ? found : null;
}
