import { type Reading, unreadable } from "../reading";
import { asValue } from "./as-value";
import { findBoxes } from "./find-boxes";
import { findFields } from "./find-fields";
import { sentenceValue } from "./sentence-value";

/** What stands behind hashes and is longer is prose. Characters. */
const longestValue = 60;
/** What some write into the box before the answer. */
const label = /^(?:final )?answer\s*[:=]\s*(?=\S)/i;

/** The value in the last closed box; undefined where there is no box. */
export function boxedValue(text: string): Reading | undefined {
  const boxes = findBoxes(text);
  // An empty box behind a full one takes nothing back.
  const closed = boxes.findLast(({ content }) => content !== null && content !== "") ?? boxes.findLast(({ content }) => content !== null);
  if (closed) return asValue((closed.content ?? "").replace(label, ""), "It stands in the last box.", "marked", "The last box is empty.");
  return boxes.length > 0 ? unreadable("The box is never closed.", "marked") : undefined;
}

/** The value in a field of its own, or behind four hashes; undefined where there is neither. */
export function fieldedValue(text: string, question: string): Reading | undefined {
  const last = findFields(text).at(-1);
  if (last) return asValue(last.content, "It stands in a field of its own.", "marked", "The field of the answer is empty.");
  const only = /^(?:```\w*\s*)?\{\s*"[^"\n]{1,60}"\s*:\s*(?:"([^"\n]{1,200})"|([-\w.]+))\s*\}(?:\s*```)?$/.exec(text);
  if (only) return asValue(only[1] ?? only[2] ?? "", "It is the only field of an object.", "marked");
  const marked = [...text.matchAll(/^[ \t]*####(?!#)[ \t]*(\S[^\n]*)$/gm)].at(-1)?.[1];
  const isHeading =
    marked !== undefined && (/^(?:final )?answer:?$/i.test(marked.replace(/[*_]/g, "").trim()) || !text.trimEnd().endsWith(marked.trim()));
  if (marked === undefined || isHeading) return undefined;
  const said = marked.length > longestValue ? sentenceValue(marked, question) : marked;
  return said === null ? undefined : asValue(said, "It stands behind the last four hashes.", "marked", "Nothing stands behind the hashes.");
}
