/** A value taken apart by its brackets, with its parts as terms. */
export type Structure =
  | { kind: "term"; term: string }
  /** Brackets as written: "(0, 1]" is neither "[0, 1]" nor "1, 0". */
  | { kind: "tuple"; open: string; close: string; parts: string[] }
  | { kind: "set" | "list" | "union"; parts: string[] }
  | { kind: "matrix"; rows: string[][] };

const opening = "([{⦃";
const closing = ")]}⦄";
const matrix = /^\(?\s*\\begin\s*\{(?:[pbB]matrix|matrix|array)\}(?:\s*\{[lcr| ]*\})?(.*)\\end\s*\{(?:[pbB]matrix|matrix|array)\}\s*\)?$/s;
const relation = /^(.+?)\s*([<≤])\s*([a-z])\s*([<≤])\s*(.+)$/;
const halfLine = /^([a-z])\s*([<>≤≥])\s*(.+)$/;

/** Takes a term apart, see `texTerm`. */
export function structureOf(text: string): Structure {
  const rows = matrix.exec(text)?.[1];
  if (rows !== undefined) return { kind: "matrix", rows: rowsOf(rows) };
  const term = text.replace(/^[a-z]\s*∈\s*/i, "");
  const union = splitAt(term, "∪");
  if (union.length > 1) return { kind: "union", parts: union };
  const inside = insideBrackets(term);
  if (inside?.open === "⦃") return { kind: "set", parts: splitAt(inside.text, ",") };
  if (inside && splitAt(inside.text, ",").length > 1)
    return { kind: "tuple", open: inside.open, close: inside.close, parts: splitAt(inside.text, ",") };
  const interval = intervalOf(term);
  if (interval) return interval;
  const parts = listed(term).flatMap(bothSigns);
  return parts.length > 1 ? { kind: "list", parts } : { kind: "term", term: parts[0] ?? term };
}

function rowsOf(text: string): string[][] {
  return text
    .split("⏎")
    .map((row) => row.split("&").map((cell) => cell.trim()))
    .filter((row) => row.some((cell) => cell !== ""));
}

function insideBrackets(term: string): { open: string; close: string; text: string } | null {
  const [open = "", close = ""] = [term[0], term.at(-1)];
  if (!"([⦃".includes(open) || !")]⦄".includes(close) || term.length < 2) return null;
  const text = term.slice(1, -1);
  return depthsOf(text).every((depth) => depth >= 0) ? { open, close, text } : null;
}

/** "-2 ≤ x < 7" and "x > 3" as intervals. */
function intervalOf(term: string): Structure | null {
  const [, low, first, , second, high] = relation.exec(term) ?? [];
  if (low !== undefined && high !== undefined)
    return { kind: "tuple", open: first === "≤" ? "[" : "(", close: second === "≤" ? "]" : ")", parts: [low, high] };
  const [, , sign = "", end] = halfLine.exec(term) ?? [];
  if (end === undefined || /[<>≤≥,]/.test(end)) return null;
  return "<≤".includes(sign)
    ? { kind: "tuple", open: "(", close: sign === "≤" ? "]" : ")", parts: ["-\\infty", end] }
    : { kind: "tuple", open: sign === "≥" ? "[" : "(", close: ")", parts: [end, "\\infty"] };
}

/** The parts of "x = 2 or x = 5", "5, 2 and 1"; the term alone where it is no list. */
function listed(term: string): string[] {
  return splitAt(term.replace(/\b(?:and|or|und|oder|et|ou)\b/g, ","), ",")
    .filter((part) => part !== "")
    .map((part) => /^[a-z](?:_\{?\d\}?)?\s*=\s*([^=]+)$/i.exec(part)?.[1]?.trim() ?? part);
}

/** "1 ± 2" is two terms. */
function bothSigns(term: string): string[] {
  if (term.split("±").length !== 2) return [term];
  return ["+", "-"].map((sign) => term.replace("±", sign).replace(/^\s*\+\s*/, ""));
}

function splitAt(text: string, sign: string): string[] {
  const depths = depthsOf(text);
  const parts: string[] = [];
  let from = 0;
  for (let place = 0; place < text.length; place += 1) {
    if (text[place] !== sign || depths[place] !== 0) continue;
    parts.push(text.slice(from, place).trim());
    from = place + 1;
  }
  return [...parts, text.slice(from).trim()];
}

function depthsOf(text: string): number[] {
  let depth = 0;
  return Array.from({ length: text.length }, (_, place) => {
    const sign = text[place] ?? "";
    if (opening.includes(sign)) depth += 1;
    if (closing.includes(sign)) depth -= 1;
    return depth;
  });
}
