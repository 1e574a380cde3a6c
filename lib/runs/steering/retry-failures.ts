import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { AppError } from "@/lib/errors";
import { retriesAtOnce } from "../labels";
import { runsOfGroup } from "../watching/failure-groups";
import { retryRun } from "./retry-run";

/** What became of a group of failed runs. */
export interface Retried {
  queued: number[];
  /** Runs that could not be queued, each with the reason. */
  left: { number: number; why: string }[];
}

/**
 * Queues the runs of a group of failures again, the oldest 500 of them, each by itself: one that may not go on does not hold
 * up the others.
 * @throws AppError NOT_FOUND when no failed run belongs to the group any more
 */
export async function retryFailures(actor: Actor, input: { group: string }): Promise<Retried> {
  requirePermission(actor, "run:launch");
  const numbers = await runsOfGroup(input.group);
  if (numbers.length === 0)
    throw new AppError("NOT_FOUND", "No failed run has this reason any more. Reload the page to see how it stands.");
  const outcome: Retried = { queued: [], left: [] };
  for (const number of numbers.slice(0, retriesAtOnce)) {
    try {
      await retryRun(actor, { number });
      outcome.queued.push(number);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      outcome.left.push({ number, why: error.message });
    }
  }
  return outcome;
}
