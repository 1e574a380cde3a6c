import { db, type Transaction } from "./client";

/** Runs `work` in one transaction: a row and its event are written together or not at all. */
export function inTransaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  return db().$transaction(work, { maxWait: 5_000, timeout: 15_000 });
}
