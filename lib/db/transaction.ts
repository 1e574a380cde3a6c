import { db, patientDb, type Transaction } from "./client";

/** Seconds that a transaction may take unless it says that it needs longer. */
const usual = 15;

/**
 * Runs `work` in one transaction: a row and its event are written together or not at all. It is rolled back after so many
 * seconds. One of more than 15 is waited for, however long the database says nothing meanwhile.
 */
export function inTransaction<T>(work: (tx: Transaction) => Promise<T>, seconds = usual): Promise<T> {
  const client = seconds > usual ? patientDb() : db();
  return client.$transaction(work, { maxWait: 5_000, timeout: seconds * 1_000 });
}
