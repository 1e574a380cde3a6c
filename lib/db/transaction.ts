import { env } from "@/lib/env";
import { db, patientDb, type Transaction } from "./client";

/** Runs `work` in one transaction: a row and its event are written together or not at all. It is rolled back after so many seconds. */
export function inTransaction<T>(work: (tx: Transaction) => Promise<T>, seconds = 15): Promise<T> {
  const client = seconds < env().DATABASE_PATIENCE_S ? db() : patientDb();
  return client.$transaction(work, { maxWait: 5_000, timeout: seconds * 1_000 });
}
