import { db } from "@/lib/db/client";
import { derivedLabelPattern } from "./label";

/** Labels of derived models that systems have learned: they are asked whenever such a system answers, so their files stay. */
export async function findNeeded(): Promise<string[]> {
  const pattern = `"(${derivedLabelPattern})"`;
  const rows = await db().$queryRaw<{ label: string }[]>`
    SELECT DISTINCT found[1] AS label FROM "System", regexp_matches(learned::text, ${pattern}, 'g') AS found WHERE learned IS NOT NULL`;
  return rows.map(({ label }) => label);
}
