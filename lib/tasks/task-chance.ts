import { db } from "@/lib/db/client";
import { chanceOfQuestions } from "./chance-sql";
import type { Split } from "./schema";

/** Chance level of a split, see `chance-sql.ts`; null without questions. */
export async function taskChance(taskId: string, split: Split): Promise<number | null> {
  const [row] = await db().$queryRaw<[{ chance: number | null }]>`
    SELECT ${chanceOfQuestions} AS chance FROM "Question" q WHERE q."taskId" = ${taskId}::uuid AND q.split = ${split}::"Split"`;
  return row.chance;
}
