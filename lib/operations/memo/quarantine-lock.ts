import type { Transaction } from "@/lib/db/client";

/** Any number that no other advisory lock of the portal has. */
const lock = 5_120_207;

/**
 * Until the transaction ends, results that rest on texts of the memo are recorded, and whoever takes such results back
 * waits. First statement of the transaction, so that what it reads next is as new as that.
 */
export async function holdQuarantine(tx: Transaction): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(${lock}::bigint)`;
}

/** Waits until nobody records results any more, and keeps others from it until the transaction ends. */
export async function closeQuarantine(tx: Transaction): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${lock}::bigint)`;
}
