import type { SourceRow } from "./source-row";

/** Options as a list, as texts with labels, as a list with one marked as right, or by their keys; the answer as key, place or text. */
export function choicesFromColumns(row: SourceRow): SourceRow {
  const { choices, answer } = row;
  const texts = textsOf(choices);
  if (!texts) return { ...row, answer: typeof answer === "number" ? String(answer) : answer };
  const labels = labelsOf(choices, texts.length);
  const options = Object.fromEntries(texts.map((text, place) => [labels[place] ?? "", text]));
  return { ...row, choices: options, answer: answerOf(answer ?? markedIn(choices), labels, texts) };
}

function answerOf(answer: unknown, labels: readonly string[], texts: readonly string[]): unknown {
  if (typeof answer === "number" && !labels.includes(String(answer))) return labels[answer] ?? String(answer);
  const given = typeof answer === "number" ? String(answer) : answer;
  if (typeof given !== "string" || labels.includes(given)) return given;
  const place = texts.indexOf(given);
  return place < 0 ? given : labels[place];
}

function textsOf(choices: unknown): string[] | null {
  if (Array.isArray(choices)) return choices.map(String);
  const text = listAt(choices, "text") ?? listAt(choices, "choices");
  return text ? text.map(String) : null;
}

function labelsOf(choices: unknown, count: number): string[] {
  const named = listAt(choices, "label");
  if (named) return named.map(String);
  return Array.from({ length: count }, (_, place) => String.fromCharCode(65 + place));
}

/** The place of the one option that its list marks with 1. */
function markedIn(choices: unknown): number | undefined {
  const marks = listAt(choices, "labels");
  const place = marks?.indexOf(1) ?? -1;
  return place < 0 ? undefined : place;
}

function listAt(value: unknown, key: string): unknown[] | null {
  if (typeof value !== "object" || value === null || !(key in value)) return null;
  const found: unknown = Object.entries(value).find(([name]) => name === key)?.[1];
  return Array.isArray(found) ? found : null;
}
