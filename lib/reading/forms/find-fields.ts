/** What a marked field of an answer holds. */
export interface Field {
  /** Offset in the text. */
  at: number;
  /** Trimmed. */
  content: string;
}

const tag = /<(answer|final[_-]?answer|solution)>([\s\S]{0,2000}?)<\/\1>/gi;
const jsonField =
  /["'](?:final[_ ]?)?(?:answer|choice|option)["']\s*:\s*(?:"((?:[^"\\\n]|\\.){0,2000})"|'([^'\n]{0,2000})'|([-+\w.]{1,100}))/gi;
const mostFields = 200;

/** Answers that stand in a field of their own: `<answer>…</answer>`, or `"answer": …` of an object. */
export function findFields(text: string): Field[] {
  const tags = [...text.matchAll(tag)].slice(-mostFields).map((match) => ({ at: match.index, content: match[2] ?? "" }));
  const fields = [...text.matchAll(jsonField)].slice(-mostFields).map((match) => {
    const [, double, single, bare] = match;
    return { at: match.index, content: double?.replace(/\\(["\\/])/g, "$1") ?? single ?? bare ?? "" };
  });
  return [...tags, ...fields].map(({ at, content }) => ({ at, content: content.trim() })).toSorted((one, other) => one.at - other.at);
}
