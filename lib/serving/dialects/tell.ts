import type { ChatBody } from "./asked";
import { changesNothing, type Dialect, isIdle, type Setting, type Word } from "./dialect";

/** How often a server refused each field, by name. */
export type Refused = ReadonlyMap<string, number>;

/** A request in a server's words, without the model's name; or why it cannot be told, as the end of a sentence about the server. */
export type Told = { fields: Record<string, unknown>; body: Record<string, unknown> } | { cannot: string };

/**
 * Puts what is asked into the words of a server. Whatever it would add of its own is written out; what cannot be said so that it
 * is in force is not asked at all.
 */
export function tell(dialect: Dialect, asked: ChatBody, refused: Refused): Told {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(dialect.always ?? {})) if (!refused.has(name)) fields[name] = value;
  for (const setting of Object.keys(dialect.words) as Setting[]) {
    if (asked[setting] === undefined) continue;
    const problem = tellOne(setting, dialect.words[setting], asked, refused, fields);
    if (problem !== null) return { cannot: problem };
  }
  if (asked.continue_final_message) {
    const { continuing } = dialect;
    if (continuing === null) return { cannot: "cannot continue an answer that was begun" };
    const missing = Object.keys(continuing).find((name) => refused.has(name));
    if (missing !== undefined) return { cannot: `cannot continue an answer that was begun: it refuses ${missing}` };
    Object.assign(fields, continuing);
  }
  return { fields, body: { messages: asked.messages, ...(dialect.place?.(fields, asked) ?? fields) } };
}

/** Adds the fields of one setting. @returns why that is impossible, or null */
function tellOne(setting: Setting, word: Word, asked: ChatBody, refused: Refused, fields: Record<string, unknown>): string | null {
  const isOff = changesNothing(setting, asked);
  const names = word.fields.every((name) => refused.has(name)) && word.instead ? [word.instead] : word.fields;
  const values = isOff ? (word.off ?? []) : [asked[setting]];
  const told = names.flatMap((name) => {
    const value = values[refused.get(name) ?? 0];
    return value === undefined ? [] : [[name, value] as const];
  });
  Object.assign(fields, Object.fromEntries(told));
  if (told.length > 0 || word.mayMiss || isIdle(setting, asked)) return null;
  if (isOff) return word.own ? `adds ${word.own} and cannot be told otherwise` : null;
  const value = JSON.stringify(asked[setting]);
  return names.length === 0 ? `has no field for ${setting}, which is ${value}` : `refuses ${names.join(" and ")}, which is ${value}`;
}
