import { setTimeout as wait } from "node:timers/promises";
import type { ClientBase } from "pg";
import { env } from "@/lib/env";

/** Milliseconds between questions, at most, and until an answer counts as missing. */
const longestPause = 5_000;
const deadline = 5_000;

/** `query_timeout` is missing in pg's types. */
interface Impatient {
  text: string;
  query_timeout: number;
}

/**
 * Asks over a connection that only listens whether it still works: one that has gone dead without a word would be believed for
 * a quarter of an hour.
 * @throws Error once it does not answer, or the signal's reason
 */
export async function keepAsking(client: ClientBase, signal: AbortSignal): Promise<never> {
  // Often enough for a socket that tolerates no longer silence: see `impatientSocket`.
  const pause = Math.min(longestPause, env().DATABASE_PATIENCE_S * 500);
  const question: Impatient = { text: "SELECT 1", query_timeout: deadline };
  for (;;) {
    await wait(pause, undefined, { signal });
    await client.query(question);
  }
}
