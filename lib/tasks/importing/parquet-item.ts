import type { TaskType } from "../schema";

/** Fields of a question of each type, as our own task files name them. */
const fieldsOfType: Record<TaskType, readonly string[]> = {
  multiple_choice: ["question", "choices", "answer"],
  exact_match: ["input", "output"],
  f1_match: ["input", "output"],
  noncompliance: ["input", "category", "expects"],
  verifiable_instruction: ["input", "checks"],
  reward_model: ["input"],
  general_verifier: ["input", "output"],
  generation_diversity: ["input", "reference"],
  coding: ["input", "test", "entryPoint"],
};

/** How the columns of a data set become the fields of a question. */
export interface Columns {
  /** Our field to their column. */
  columns: Readonly<Record<string, string>>;
  /** The gold answer is what follows the last occurrence of this in the column. */
  afterMarker: string | undefined;
}

/** Which column gives each field: the one that was named, else the one of the same name. */
export function columnsOf(taskType: TaskType, field: Readonly<Record<string, string>>, afterMarker: string | undefined): Columns {
  const names = [...fieldsOfType[taskType], "id"];
  return { columns: Object.fromEntries(names.map((name) => [name, field[name] ?? name])), afterMarker };
}

/** A row of a data set as a question of our own files; what cannot be understood is left to the check of the question. */
export function itemFromRow(taskType: TaskType, row: unknown, { columns, afterMarker }: Columns): Record<string, unknown> {
  const values: Record<string, unknown> = typeof row === "object" && row !== null ? { ...row } : {};
  const entries = Object.entries(columns).map(([field, column]): [string, unknown] => [field, values[column] ?? undefined]);
  const item: Record<string, unknown> = Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  if (afterMarker !== undefined) item.output = afterLast(item.output, afterMarker);
  if (taskType === "multiple_choice") Object.assign(item, choicesOf(item.choices, item.answer));
  if (taskType === "f1_match" && Array.isArray(item.output)) item.output = item.output.map(String);
  return item;
}

function afterLast(text: unknown, marker: string): unknown {
  if (typeof text !== "string") return text;
  const at = text.lastIndexOf(marker);
  // Without the marker there is no gold answer: the explanation before it is none.
  return at < 0 ? undefined : text.slice(at + marker.length).trim();
}

/** Options as a list, as texts with labels, as a list with one marked as right, or by their keys; the answer as key, place or text. */
function choicesOf(choices: unknown, answer: unknown): { choices: unknown; answer: unknown } {
  const texts = textsOf(choices);
  if (!texts) return { choices, answer: typeof answer === "number" ? String(answer) : answer };
  const labels = labelsOf(choices, texts.length);
  const options = Object.fromEntries(texts.map((text, place) => [labels[place] ?? "", text]));
  return { choices: options, answer: answerOf(answer ?? markedIn(choices), labels, texts) };
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
