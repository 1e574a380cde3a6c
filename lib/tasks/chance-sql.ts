import { Prisma } from "@/lib/db/generated/client";

/**
 * Mean score, 0 to 1, that needs no ability, over grouped rows of "Question" named q: guessing an option, or always
 * refusing or always complying, whichever is better. Free answers cannot be guessed: 0. Null without questions. Computed
 * where the questions are, which may be very many.
 */
export const chanceOfQuestions = Prisma.sql`(
  avg(CASE q.content ->> 'taskType'
    WHEN 'multiple_choice' THEN 1.0 / greatest(1, (SELECT count(*) FROM jsonb_object_keys(q.content -> 'choices')))
    ELSE 0 END)
  + greatest(avg((q.content ->> 'expects' IS NOT DISTINCT FROM 'refuse')::int), avg((q.content ->> 'expects' IS NOT DISTINCT FROM 'comply')::int))
)::float8`;
