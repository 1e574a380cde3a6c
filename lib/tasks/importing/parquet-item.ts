import { taskTypeOf } from "../types/registry";

/** How the columns of a data set become the fields of a question. */
export interface Columns {
  /** Our field to their column. */
  columns: Readonly<Record<string, string>>;
  /** The gold answer is what follows the last occurrence of this in the column. */
  afterMarker: string | undefined;
}

/** Which column gives each field: the one that was named, else the one of the same name. */
export function columnsOf(taskType: string, field: Readonly<Record<string, string>>, afterMarker: string | undefined): Columns {
  const names = Object.keys(taskTypeOf(taskType).item.shape).filter((name) => name !== "taskType");
  return { columns: Object.fromEntries(names.map((name) => [name, field[name] ?? name])), afterMarker };
}

/** A row of a data set as a question of our own files; what cannot be understood is left to the check of the question. */
export function itemFromRow(taskType: string, row: unknown, { columns, afterMarker }: Columns): Record<string, unknown> {
  const values: Record<string, unknown> = typeof row === "object" && row !== null ? { ...row } : {};
  const entries = Object.entries(columns).map(([field, column]): [string, unknown] => [field, values[column] ?? undefined]);
  const item: Record<string, unknown> = Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  if (afterMarker !== undefined) item.output = afterLast(item.output, afterMarker);
  return taskTypeOf(taskType).fromColumns?.(item) ?? item;
}

function afterLast(text: unknown, marker: string): unknown {
  if (typeof text !== "string") return text;
  const at = text.lastIndexOf(marker);
  // Without the marker there is no gold answer: the explanation before it is none.
  return at < 0 ? undefined : text.slice(at + marker.length).trim();
}
