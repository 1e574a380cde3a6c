import { db } from "@/lib/db/client";

const storedKey = /^[0-9a-f]{64}$/;

/** Why each of these texts ended, by the key (hex) of its generation. Without an entry: what is not kept, and what was imported. */
export async function finishReasons(steps: readonly { generation: string }[]): Promise<Map<string, string>> {
  const keys = [...new Set(steps.map((step) => step.generation).filter((key) => storedKey.test(key)))];
  if (keys.length === 0) return new Map();
  const rows = await db().$queryRaw<{ key: string; reason: string }[]>`
    SELECT encode(key, 'hex') AS key, "finishReason" AS reason FROM "Generation"
    WHERE key IN (SELECT decode(wanted, 'hex') FROM unnest(${keys}::text[]) AS wanted)`;
  return new Map(rows.map(({ key, reason }) => [key, reason]));
}
