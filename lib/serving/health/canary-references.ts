import { db } from "@/lib/db/client";
import type { CanaryReferences } from "./canary";

/** First answers, kept in the database for all workers. */
export const storedCanaries: CanaryReferences = {
  async firstAnswers(name, sung) {
    await db().canary.createMany({ data: [{ ...name, ...sung }], skipDuplicates: true });
    const { answers } = await db().canary.findUniqueOrThrow({ where: { weightsHash_family_version: name } });
    return answers;
  },

  /** Models that nobody offered for runs, or not any more, are not even asked to sing. */
  async chooseSinger(listed) {
    const found = await db().model.findFirst({
      where: { servedAs: { in: [...listed] }, state: "runnable", scopes: { has: "S1_run" } },
      select: { servedAs: true, weightsHash: true },
      orderBy: { admittedAt: "asc" },
    });
    return found?.servedAs && found.weightsHash ? { servedAs: found.servedAs, weightsHash: found.weightsHash } : null;
  },
};
