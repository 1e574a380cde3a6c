import type { Transaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors";

/**
 * Deletes runs with their results and histories. They are locked first, so that no worker takes one meanwhile.
 * @throws AppError CONFLICT while a worker executes one
 */
export async function deleteRuns(tx: Transaction, runIds: readonly string[]): Promise<void> {
  const ids = [...runIds];
  const rows = await tx.$queryRaw<{ number: number; state: string }[]>`
    SELECT number, state::text FROM "Run" WHERE id = ANY(${ids}::uuid[]) ORDER BY number FOR UPDATE`;
  const busy = rows.filter(({ state }) => state === "running" || state === "cancelling").map(({ number }) => `#${number}`);
  if (busy.length > 0)
    throw new AppError("CONFLICT", `A worker executes ${busy.join(", ")}. Wait until they have ended, or cancel them, then try again.`);
  await tx.run.deleteMany({ where: { id: { in: ids } } });
}
