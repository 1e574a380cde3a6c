/** A question of a source, before anything is known of its fields. */
export type SourceRow = Record<string, unknown>;

/** A question whose gold is a field of its own: itself, or null where the gold is missing or blank. */
export function withGold(gold: unknown, row: SourceRow): SourceRow | null {
  const isMissing = gold === null || gold === undefined || (typeof gold === "string" && gold.trim() === "");
  return isMissing ? null : row;
}

/** Sources write some texts as numbers. */
export function asText(value: unknown): unknown {
  return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
}
