import { taskTypeOf } from "../types/registry";

/**
 * A question of a source in the shape of our own task files.
 * @param place key for a question without an id, for example "dev-17"
 * @returns null for a question without a gold answer; what is no object is left to the check of the question
 */
export function convertItem(taskType: string, value: unknown, place: string): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const row: Record<string, unknown> = { ...value };
  row.id ??= place;
  return taskTypeOf(taskType).fromMoco(row);
}
