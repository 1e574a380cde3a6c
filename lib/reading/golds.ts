/**
 * The gold answers of an F1 question. Sources write several as a list, or as a JSON list inside one string; commas in a
 * plain string belong to the answer.
 */
export function goldsOf(output: string | readonly string[]): readonly string[] {
  if (typeof output !== "string") return output;
  return jsonList(output) ?? [output];
}

function jsonList(text: string): string[] | null {
  if (!text.trim().startsWith("[")) return null;
  try {
    const list: unknown = JSON.parse(text);
    const isList = Array.isArray(list) && list.length > 0 && list.every((each) => typeof each === "string");
    return isList ? list : null;
  } catch {
    return null;
  }
}
