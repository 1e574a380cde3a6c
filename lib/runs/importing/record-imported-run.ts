import type { Actor } from "@/lib/auth/actor";
import type { Transaction } from "@/lib/db/client";
import { createRun } from "../state/create-run";
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
export function recordImportedRun(tx: Transaction, actor: Actor, run: ImportedRun): Promise<{ id: string; number: number }> {
  return createRun(tx, {
    state: "done",
    by: actor,
    why: `imported from ${run.from}`,
    columns: {
      ...run.subject,
      kind: "modelId" in run.subject ? "individual" : "system",
      split: "test",
      origin: "imported",
      importedFrom: run.from,
      importDigest: run.digest,
      caveats: run.caveats.map(({ id, text }) => ({ id, text })),
      questionsTotal: run.questions,
      questionsDone: run.questions,
      finishedAt: new Date(),
      tasks: { create: { taskId: run.taskId } },
    },
  });
}
