import { setTimeout as wait } from "node:timers/promises";
import type { WorkerEvents } from "graphile-worker";
import type { Pool } from "pg";
import { keepAsking } from "@/lib/db/keep-asking";
import { openPool } from "@/lib/db/pool";
import { log } from "@/lib/log";

const connections = 5;
/** Milliseconds that closing the connections may take: a dead one never answers. */
const closingTime = 500;

/** Connections for the queue of chores. */
export function openQueuePool(): Pool {
  // One that breaks while the queue holds it would end the process without a listener, too.
  const tell = (error: Error) => log.warn({ error: error.message, part: "chores" }, "a database connection broke");
  return openPool(connections).on("connect", (client) => client.on("error", tell));
}

export async function closeQueuePool(pool: Pool): Promise<void> {
  await Promise.race([pool.end(), wait(closingTime)]);
}

/** The connection that tells the queue of new chores may rightly be silent for hours, so it is asked whether it still works. */
export function keepListening(events: WorkerEvents): void {
  let listening = new AbortController();
  events.on("pool:listen:success", ({ client }) => {
    listening = new AbortController();
    // One that does not answer is broken by its socket, and then the queue listens over another.
    keepAsking(client, listening.signal).catch(() => undefined);
  });
  events.on("pool:listen:release", () => listening.abort());
}
