import { type Actor, actorLabel } from "@/lib/auth/actor";
import type { Transaction } from "@/lib/db/client";
import type { Caveat } from "./schema";

/** A run that another program made. */
export interface ImportedRun {
  subject: { modelId: string } | { systemId: string };
  taskId: string;
  /** Name of the log, and SHA-256 (hex) of its bytes. */
  from: string;
  digest: string;
  questions: number;
  caveats: readonly Caveat[];
}

/** Writes a run that is done from the start: no lease, no worker, and marked as imported. */
export async function recordImportedRun(tx: Transaction, actor: Actor, run: ImportedRun): Promise<{ id: string; number: number }> {
  const now = new Date();
  const row = await tx.run.create({
    data: {
      ...run.subject,
      kind: "modelId" in run.subject ? "individual" : "system",
      split: "test",
      state: "done",
      origin: "imported",
      importedFrom: run.from,
      importDigest: run.digest,
      caveats: run.caveats.map(({ id, text }) => ({ id, text })),
      questionsTotal: run.questions,
      questionsDone: run.questions,
      createdById: actor.kind === "user" ? actor.userId : null,
      finishedAt: now,
      tasks: { create: { taskId: run.taskId } },
    },
    select: { id: true, number: true },
  });
  await tx.runEvent.create({ data: { runId: row.id, actor: actorLabel(actor), to: "done", why: `imported from ${run.from}` } });
  return row;
}
