import { db } from "@/lib/db/client";

/**
 * Which of these keys (hex) have a score, for those who plan and ask nobody.
 * @returns the first number of each score; null where it has none
 */
export async function findKnownScores(keys: readonly string[]): Promise<Map<string, number | null>> {
  const rows = await db().$queryRaw<{ key: string; first: number | null }[]>`
    SELECT encode(key, 'hex') AS key, numbers[1] AS first FROM "ScorerReply"
    WHERE key IN (SELECT decode(wanted, 'hex') FROM unnest(${[...new Set(keys)]}::text[]) AS wanted)`;
  return new Map(rows.map(({ key, first }) => [key, first]));
}
