import { db } from "@/lib/db/client";
import type { CanaryReferences } from "./canary";

/** First answers, kept in the database for all workers. */
export const storedCanaries: CanaryReferences = {
  async firstAnswers(name, sung) {
    await db().canary.createMany({ data: [{ ...name, ...sung }], skipDuplicates: true });
    const { answers } = await db().canary.findUniqueOrThrow({ where: { weightsHash_family_version: name } });
    return answers;
  },
};
