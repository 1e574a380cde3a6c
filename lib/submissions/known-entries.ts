import { db } from "@/lib/db/client";
import type { KnownEntry } from "@/lib/hub/check-known";
import { checkReport } from "@/lib/hub/schema";

/** The entry that is looked at; one that was never sent has neither an id to leave out nor a time. */
interface OwnEntry {
  submissionId: string;
  hubId: string;
  submittedAt: Date | null;
}

/**
 * All entries that a new one could repeat: models and open submissions, without the one that is looked at.
 * Of two submissions of one model the later one is the double: nobody can stop an entry by copying it.
 * A merely listed model may be submitted by its author, so it counts only by its description, and not against itself.
 */
export async function knownEntries(own: OwnEntry): Promise<KnownEntry[]> {
  const notOwn = own.submissionId === "" ? {} : { id: { not: own.submissionId } };
  const earlier = own.submittedAt === null ? {} : { submittedAt: { lt: own.submittedAt } };
  const [models, submissions] = await Promise.all([
    db().model.findMany({
      where: {
        state: { not: "withdrawn" },
        ...(own.submissionId === "" ? {} : { OR: [{ submissionId: null }, { submissionId: { not: own.submissionId } }] }),
      },
      select: { name: true, hubId: true, weightsHash: true, description: true, state: true },
    }),
    db().submission.findMany({
      where: { state: { notIn: ["draft", "rejected", "withdrawn", "admitted"] }, ...notOwn, ...earlier },
      select: { number: true, hubId: true, description: true, checks: true },
    }),
  ]);
  const sameId = own.hubId.toLowerCase();
  return [
    ...models
      .filter((model) => model.state !== "listed" || model.hubId.toLowerCase() !== sameId)
      .map((model) => ({
        name: `the model ${model.name}`,
        hubId: model.state === "listed" ? "" : model.hubId,
        weightsHash: model.weightsHash,
        description: model.description,
      })),
    ...submissions.map((submission) => ({
      name: `submission #${submission.number}`,
      hubId: submission.hubId,
      weightsHash: checkReport.safeParse(submission.checks).data?.facts.weightsHash ?? null,
      description: submission.description,
    })),
  ];
}
