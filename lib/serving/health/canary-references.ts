import { db } from "@/lib/db/client";
import type { CanaryReferences } from "./chat-canary";

/** First answers, kept in the database for all workers. */
export const storedCanaries: CanaryReferences = {
  async firstAnswers(name, said) {
    await db().canary.createMany({ data: [{ ...name, ...said }], skipDuplicates: true });
    const { answers } = await db().canary.findUniqueOrThrow({ where: { weightsHash_family_version: name } });
    return answers;
  },

  /** Models that nobody offered for runs, or not any more, are not even asked. */
  async chooseModel(listed) {
    const found = await db().model.findFirst({
      where: { servedAs: { in: [...listed] }, state: "runnable", scopes: { has: "S1_run" } },
      select: { servedAs: true, weightsHash: true },
      orderBy: { admittedAt: "asc" },
    });
    return found?.servedAs && found.weightsHash ? { servedAs: found.servedAs, weightsHash: found.weightsHash } : null;
  },
};
