import type { Prisma } from "@/lib/db/generated/client";

/** Parameters as lines of text, one for each leaf, for example "sampling.temperature" and "0". */
export function settingsOf(value: Prisma.JsonValue | undefined, prefix = ""): { name: string; value: string }[] {
  if (value === null || value === undefined) return [];
  if (typeof value !== "object" || Array.isArray(value)) return [{ name: prefix, value: JSON.stringify(value).replace(/^"(.*)"$/, "$1") }];
  return Object.entries(value).flatMap(([key, inner]) => settingsOf(inner, prefix === "" ? key : `${prefix}.${key}`));
}
