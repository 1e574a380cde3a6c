import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { lockJob, moveJob } from "./state/move-job";
import { hasEnded } from "./states";

/**
 * Cancels a job: whoever looks after its cluster ends all its processes within seconds. One that is stopping already stays so.
 * @throws AppError NOT_FOUND, CONFLICT when it has ended
 */
export async function cancelJob(actor: Actor, { name, why }: { name: string; why: string }): Promise<void> {
  requirePermission(actor, "job:cancel");
  await inTransaction(async (tx) => {
    const job = await lockJob(tx, name);
    if (hasEnded(job.state)) throw new AppError("CONFLICT", "This job has ended already.");
    if (job.state !== "stopping") await moveJob(tx, { job, to: "stopping", by: actor, why });
  });
}
