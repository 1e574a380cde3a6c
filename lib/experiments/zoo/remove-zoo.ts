import { setTimeout as sleep } from "node:timers/promises";
import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { db, type Transaction } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { configuredStore } from "@/lib/operations/derived/configured-store";
import { deleteDerived } from "@/lib/operations/derived/delete-derived";
import { deleteGenerations } from "@/lib/operations/memo/delete-generations";
import { deleteModels } from "@/lib/pool/delete-models";
import { cancelRun } from "@/lib/runs/steering/cancel-run";
import { deleteRuns } from "@/lib/runs/steering/delete-runs";
import { forgetCanaries } from "@/lib/serving/health/forget-canaries";
import { deleteSystems } from "@/lib/systems/delete-systems";
import { deleteTasks } from "@/lib/tasks/delete-tasks";
import { deleteExperiments } from "../delete-experiments";
import { findZoo, type ZooContents } from "./find-zoo";

/** Seconds that the deletion of a large zoo may take. */
const patience = 600;
/** Milliseconds until a run that was asked to end has ended. */
const endsWithin = 60_000;

/**
 * Takes the zoo away: its models, its tasks, their runs and systems, and what its models wrote. What also involves models or tasks of others
 * stays, and then nothing is removed, unless it is named. All at once or not at all.
 * @throws AppError CONFLICT that names what is shared, or what does not end
 */
export async function removeZoo(actor: Actor, { withRuns }: { withRuns: boolean }): Promise<ZooContents> {
  requirePermission(actor, "zoo:change");
  refuseShared(await findZoo(db()), withRuns);
  await endRuns(actor);
  const removed = await inTransaction(async (tx) => {
    const zoo = await findZoo(tx);
    refuseShared(zoo, withRuns);
    await deleteRuns(tx, zoo.runs);
    await deleteExperiments(tx, zoo.experiments);
    await deleteSystems(tx, zoo.systems);
    const models = zoo.models.map(({ id }) => id);
    const derived = zoo.derived.map(({ id }) => id);
    await deleteGenerations(tx, [...models, ...derived]);
    await deleteDerived(tx, derived);
    await deleteModels(tx, models);
    await deleteTasks(tx, zoo.tasks);
    await forgetAnswers(tx, zoo);
    return zoo;
  }, patience);
  // Files that a crash leaves here are evicted when room is needed, since nobody asks for them any more.
  const store = configuredStore();
  for (const { label } of removed.derived) await store.remove(label);
  return removed;
}

function refuseShared({ shared: { words } }: ZooContents, withRuns: boolean): void {
  if (words.length === 0 || withRuns) return;
  throw new AppError(
    "CONFLICT",
    "The zoo stays: models or tasks of it are used together with others. Remove these too with --with-runs, or keep the zoo.",
    words.map((message) => ({ field: "shared", message })),
  );
}

/** Cancels what is being executed, and waits for it to end. */
async function endRuns(actor: Actor): Promise<void> {
  const deadline = Date.now() + endsWithin;
  for (;;) {
    const { runs } = await findZoo(db());
    const busy = await db().run.findMany({
      where: { id: { in: runs }, state: { in: ["running", "cancelling"] } },
      select: { number: true, state: true },
    });
    if (busy.length === 0) return;
    for (const { number } of busy.filter(({ state }) => state === "running")) {
      await cancelRun(actor, { number }).catch((error: unknown) => {
        // It ended by itself meanwhile.
        if (!(error instanceof AppError) || error.code !== "CONFLICT") throw error;
      });
    }
    if (Date.now() > deadline)
      throw new AppError("CONFLICT", `Runs of the zoo do not end (${busy.map(({ number }) => `#${number}`).join(", ")}). Try again later.`);
    await sleep(1_000);
  }
}

/** Weights that somebody else's model has as well keep what they said to canaries. */
async function forgetAnswers(tx: Transaction, { models, derived }: ZooContents): Promise<void> {
  for (const { weightsHash } of [...models, ...derived]) {
    if (weightsHash && (await tx.model.count({ where: { weightsHash } })) === 0) await forgetCanaries(weightsHash, tx);
  }
}
