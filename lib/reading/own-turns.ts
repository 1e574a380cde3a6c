import { withoutEnd } from "./without-end";

/** Marks that templates leave in a text: ends of a turn, beginnings with the name of who speaks, ends of the sequence. */
const token =
  /<[|｜][^<>|｜\n]{1,40}[|｜]>|<\/?s>|<(?:start|end)_of_turn>|\[\/?INST\]|<<\/?SYS>>|<(?:eos|bos|pad|unk)>|\[(?:EOS|BOS|PAD|UNK|SEP|CLS)\]/gi;
const opening = /^<\|(?:im_start|start_header_id|start)\|>$|^<start_of_turn>$/i;
const roleInside = /^<[|｜](assistant|model|user|human|system|tool)[|｜]>$/i;
/** Names of who speaks. */
const known = /^(?:assistant|model|user|human|system|tool)$/i;
/** What models also make up as a name. */
const made = /^[\p{L}_]{1,20}(?: [\p{L}_]{1,20})?$/u;
const ours = /^(?:assistant|model)$/i;

/** What stands between two turns of one speaker. */
export const turnEnd = "\u001e";

/**
 * What the model itself says, without the marks of its template and without what it lets others say; its turns are set apart
 * by `turnEnd`.
 */
export function ownTurns(text: string): string {
  const own: string[] = [];
  let isOwn = true;
  let from = 0;
  const put = (end: number) => {
    const said = text.slice(from, end).trim();
    if (isOwn && said !== "") own.push(said);
  };
  for (const mark of text.matchAll(token)) {
    put(mark.index);
    from = mark.index + mark[0].length;
    const next = text.slice(from, from + 60);
    const behind = speakerIn(next, opening.test(mark[0]));
    const role = roleInside.exec(mark[0])?.[1] ?? behind?.name;
    from += behind?.length ?? 0;
    if (role !== undefined) isOwn = ours.test(role);
  }
  put(text.length);
  return own.join(turnEnd);
}

/**
 * Who is named behind a mark, on a line of its own; behind one that opens a turn any name is, and a usual one with a text behind it.
 * @param opens the mark opens a turn
 */
function speakerIn(next: string, opens: boolean): { name: string; length: number } | null {
  const blank = next.length - next.trimStart().length;
  const end = next.slice(blank).search(/[\n<]/);
  const line = end === -1 ? next.slice(blank) : next.slice(blank, blank + end);
  const name = withoutEnd(line, ": \t");
  if (known.test(name) || (opens && made.test(name) && (blank === 0 || !next.slice(0, blank).includes("\n"))))
    return { name, length: blank + line.length };
  const [first = ""] = name.split(/[\s:]/);
  return opens && known.test(first) ? { name: first, length: blank + first.length } : null;
}
