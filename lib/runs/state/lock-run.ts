import type { Transaction } from "@/lib/db/client";
import { notFound } from "@/lib/errors";
import type { StandingRun } from "./standing-run";

/**
 * Locks a run's row for the rest of the transaction, so that a worker that takes it or gives it back at this moment does not
 * make the move fail.
 * @throws AppError NOT_FOUND
 */
export async function lockRun(tx: Transaction, which: { number: number } | { id: string }): Promise<StandingRun> {
  const [run] =
    "id" in which
      ? await tx.$queryRaw<StandingRun[]>`SELECT id::text, state::text AS state FROM "Run" WHERE id = ${which.id}::uuid FOR UPDATE`
      : await tx.$queryRaw<StandingRun[]>`SELECT id::text, state::text AS state FROM "Run" WHERE number = ${which.number} FOR UPDATE`;
  if (!run) throw notFound("run");
  return run;
}
