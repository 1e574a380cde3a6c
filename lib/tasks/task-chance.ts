import { db } from "@/lib/db/client";
import type { Split } from "./schema";

/** Chance level of a split as in `chance-level.ts`, computed where the questions are, which may be very many; null without questions. */
export async function taskChance(taskId: string, split: Split): Promise<number | null> {
  const [row] = await db().$queryRaw<[{ chance: number | null }]>`
    SELECT (avg(CASE q.content ->> 'taskType'
        WHEN 'multiple_choice' THEN 1.0 / greatest(1, (SELECT count(*) FROM jsonb_object_keys(q.content -> 'choices')))
        ELSE 0 END)
      + greatest(avg((q.content ->> 'expects' IS NOT DISTINCT FROM 'refuse')::int), avg((q.content ->> 'expects' IS NOT DISTINCT FROM 'comply')::int))
    )::float8 AS chance
    FROM "Question" q WHERE q."taskId" = ${taskId}::uuid AND q.split = ${split}::"Split"`;
  return row.chance;
}
