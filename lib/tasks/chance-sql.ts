import { Prisma } from "@/lib/db/generated/client";
import { taskTypes } from "./types/registry";
import type { TaskTypeDefinition } from "./types/task-type";

/** What of the declared chances follows in SQL, because there may be very many questions. Rows of "Question" are named q. */

/** Mean score, 0 to 1, that needs no ability, over grouped questions. Null without questions. */
export const chanceOfQuestions = Prisma.sql`(${Prisma.join([Prisma.sql`avg(0)`, ...taskTypes.flatMap(meanChance)], " + ")})::float8`;

/** How many answers there are to choose from; null where an answer is free. */
export const optionsOfQuestion = Prisma.sql`(CASE ${Prisma.join(taskTypes.flatMap(countOptions), " ")} END)`;

/** Which of them a wrong answer of "Result" s chose; null where that is unknown, or its question has none. */
export const wrongChoice = Prisma.sql`(CASE ${Prisma.join(taskTypes.flatMap(chosenOption), " ")} END)`;

function meanChance({ name, chance }: TaskTypeDefinition): Prisma.Sql[] {
  switch (chance.kind) {
    case "nothing":
      return [];
    case "option":
      return [Prisma.sql`avg(CASE WHEN ${isOf(name)} THEN 1.0 / greatest(1, ${countKeys(chance.field)}) ELSE 0 END)`];
    case "either": {
      const shares = chance.values.map((value) => Prisma.sql`avg((${isOf(name)} AND q.content ->> ${chance.field}::text = ${value})::int)`);
      return [Prisma.sql`greatest(${Prisma.join(shares)})`];
    }
  }
}

function countOptions({ name, chance }: TaskTypeDefinition): Prisma.Sql[] {
  switch (chance.kind) {
    case "nothing":
      return [];
    case "option":
      return [Prisma.sql`WHEN ${isOf(name)} THEN ${countKeys(chance.field)}`];
    case "either":
      return [Prisma.sql`WHEN ${isOf(name)} THEN 2`];
  }
}

function chosenOption({ name, chance }: TaskTypeDefinition): Prisma.Sql[] {
  switch (chance.kind) {
    case "nothing":
      return [];
    case "option":
      return [Prisma.sql`WHEN ${isOf(name)} AND q.content -> ${chance.field}::text ? s.parsed THEN s.parsed`];
    case "either":
      // Whatever could be read of a wrong answer is the one wrong option.
      return [Prisma.sql`WHEN ${isOf(name)} AND s.parsed IS NOT NULL THEN 'the other'`];
  }
}

function isOf(name: string): Prisma.Sql {
  return Prisma.sql`q.content ->> 'taskType' = ${name}`;
}

function countKeys(field: string): Prisma.Sql {
  return Prisma.sql`(SELECT count(*) FROM jsonb_object_keys(q.content -> ${field}::text))`;
}
