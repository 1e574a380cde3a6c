/** A longer text is one gold, and no list. Characters. */
const longestList = 100_000;

/**
 * The gold answers of an F1 question. Sources write several as a list, or as a list of JSON or Python inside one string; commas
 * in a plain string belong to the answer. Behind four hashes stands the answer of a gold with its solution, as in GSM8K.
 */
export function goldsOf(output: string | readonly string[]): readonly string[] {
  if (typeof output !== "string") return output;
  if (output.length > longestList) return [output];
  return jsonList(output) ?? pythonList(output) ?? [finalOf(output)];
}

function finalOf(text: string): string {
  return /\n####[ \t]*(\S[^\n]*)$/.exec(text.trimEnd())?.[1] ?? text;
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

/** "['Ann', \"O'Neill\"]" */
function pythonList(text: string): string[] | null {
  const quoted = /'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/g;
  const inside = /^\s*\[(.*)\]\s*$/s.exec(text)?.[1];
  if (inside === undefined || inside.replace(quoted, "").replace(/[\s,]/g, "") !== "") return null;
  const list = [...inside.matchAll(quoted)].map(([, single, double]) => (single ?? double ?? "").replace(/\\(.)/g, "$1"));
  return list.length > 0 ? list : null;
}
