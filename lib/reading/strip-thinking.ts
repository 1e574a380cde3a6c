/** How the marks of thoughts are written by the model families that think aloud; each name stands for an opening and a closing mark. */
const named = "(?:think|thinking|thoughts?|reasoning|seed:think)";
const opening = `<${named}>|\\[THINK\\]|<\\|begin_of_thought\\|>|<\\|START_THINKING\\|>|◁think▷|<\\|channel\\|>(?:analysis|commentary)<\\|message\\|>`;
const closing = `</${named}>|\\[/THINK\\]|<\\|end_of_thought\\|>|<\\|END_THINKING\\|>|◁/think▷|<\\|channel\\|>final<\\|message\\|>`;
/** A mark between two backticks is spoken of, not used. */
const marks = new RegExp(`(?<=\`)(?:${opening}|${closing})(?=\`(?!\`))|(${opening})|(${closing})`, "gi");
/** Marks that wrap what is said rather than thought. */
const wrappings = /<\|(?:begin_of_solution|end_of_solution|START_RESPONSE|END_RESPONSE|start|end|return)\|>/g;

/** An answer, taken apart. */
export interface SpokenAnswer {
  /** What counts of the answer, trimmed; empty when there is nothing but thoughts. */
  visible: string;
  /** The thoughts and everything else that does not count, trimmed; null when the answer holds no marks of thoughts. */
  thinking: string | null;
}

/**
 * Takes an answer apart into what it says and what it only thinks. What stands behind the last closed thought counts;
 * if nothing does, the last words outside of thoughts. A thought that is never closed has no answer behind it. A closing
 * mark without an opening one closes a thought that the prompt opened.
 */
export function stripThinking(text: string): SpokenAnswer {
  const spoken: { start: number; end: number }[] = [];
  let outside: number | null = 0;
  for (const mark of text.matchAll(marks)) {
    const [, opened, closed] = mark;
    if (opened === undefined && closed === undefined) continue;
    const opens = opened !== undefined;
    if (opens && outside !== null) {
      spoken.push({ start: outside, end: mark.index });
      outside = null;
    }
    if (opens) continue;
    // Closed without having been opened: all before it was thought.
    if (outside !== null) spoken.length = 0;
    outside = mark.index + mark[0].length;
  }
  if (outside !== null) spoken.push({ start: outside, end: text.length });
  const last = spoken.findLast(({ start, end }) => text.slice(start, end).replace(wrappings, "").trim() !== "");
  const { start, end } = last ?? { start: text.length, end: text.length };
  const visible = text.slice(start, end).replace(wrappings, "").trim();
  const isWhole = start === 0 && end === text.length;
  const thinking = `${text.slice(0, start)}${text.slice(end)}`.trim();
  return { visible, thinking: isWhole || thinking === "" ? null : thinking };
}
