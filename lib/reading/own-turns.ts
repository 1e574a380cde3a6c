/** Marks that templates leave in a text: ends of a turn, beginnings with the name of who speaks, ends of the sequence. */
const token =
  /<[|｜][^<>|｜\n]{1,40}[|｜]>|<\/?s>|<(?:start|end)_of_turn>|\[\/?INST\]|<<\/?SYS>>|<(?:eos|bos|pad|unk)>|\[(?:EOS|BOS|PAD|UNK|SEP|CLS)\]/gi;
const opening = /^<\|(?:im_start|start_header_id|start)\|>$|^<start_of_turn>$/i;
const roleInside = /^<[|｜](assistant|model|user|human|system|tool)[|｜]>$/i;
/** Who speaks behind an opening mark: the word before the break or the next mark, which models also make up. */
const roleBehind = /^[ \t]*([\p{L}_]{1,20}(?: [\p{L}_]{1,20})?)[ \t]*:?[ \t]*(?=[\n<]|$)/u;
/** A name that stands alone behind any other mark says who speaks, too. */
const roleAlone = /^\s*(assistant|model|user|human|system|tool)[ \t]*:?[ \t]*(?=[\n<]|$)/i;
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
    const behind = opening.test(mark[0]) ? namedSpeaker(next) : roleAlone.exec(next);
    const role = roleInside.exec(mark[0])?.[1] ?? behind?.[1];
    if (behind) from += behind[0].length;
    if (role !== undefined) isOwn = ours.test(role);
  }
  put(text.length);
  return own.join(turnEnd);
}

/** "assistant B" on one line, and any name before a break. */
function namedSpeaker(next: string): RegExpExecArray | null {
  return /^\s*(assistant|model|user|human|system|tool)\b[ \t]*:?/i.exec(next) ?? roleBehind.exec(next);
}
