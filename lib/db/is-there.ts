import { setTimeout as wait } from "node:timers/promises";
import type { Pool } from "pg";
import { openPool } from "./pool";

/** Milliseconds for which an answer is believed, until silence counts as absence, and that a reader waits where it was absent before. */
const believed = 2_000;
const deadline = 4_000;
const hopeful = 500;

interface Watch {
  pool: Pool;
  isThere: boolean;
  /** When that was learned, on the clock of `performance`. */
  at: number;
  asking: Promise<boolean> | null;
}

let watch: Watch | undefined;

/**
 * Whether the database answers, asked once every two seconds at most, however many want to know. Never takes longer than
 * four seconds, so that nobody waits for a page that cannot be made.
 */
export async function isDatabaseThere(): Promise<boolean> {
  watch ??= { pool: openPool(1), isThere: true, at: Number.NEGATIVE_INFINITY, asking: null };
  if (performance.now() - watch.at < believed) return watch.isThere;
  watch.asking ??= ask(watch);
  return watch.isThere ? await watch.asking : await Promise.race([watch.asking, wait(hopeful, false)]);
}

async function ask(now: Watch): Promise<boolean> {
  const answered = now.pool.query("SELECT 1").then(
    () => true,
    () => false,
  );
  now.isThere = await Promise.race([answered, wait(deadline, false)]);
  now.at = performance.now();
  now.asking = null;
  return now.isThere;
}
