import { setTimeout as wait } from "node:timers/promises";
import type { WorkerEvents } from "graphile-worker";
import { Pool } from "pg";
import { impatientSocket } from "@/lib/db/impatient-socket";
import { keepAsking } from "@/lib/db/keep-asking";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

const connections = 5;
/** Milliseconds for goodbyes, which a dead connection never answers. */
const goodbye = 500;

/** Connections for the queue of chores, which are given up when they go dead without a word. */
export function openQueuePool(): Pool {
  const settings = { connectionString: env().DATABASE_URL, connectionTimeoutMillis: 15_000, stream: impatientSocket };
  // A connection that breaks is replaced at the next statement; without listeners it would end the process.
  const tell = (error: Error) => log.warn({ error: error.message, part: "chores" }, "a database connection broke");
  return new Pool({ ...settings, max: connections }).on("error", tell).on("connect", (client) => client.on("error", tell));
}

export async function closeQueuePool(pool: Pool): Promise<void> {
  await Promise.race([pool.end(), wait(goodbye)]);
}

/** The connection by which the queue hears of new chores says nothing for hours by right, so it is asked whether it lives. */
export function keepListening(events: WorkerEvents): void {
  let listening = new AbortController();
  events.on("pool:listen:success", ({ client }) => {
    listening = new AbortController();
    // One that does not answer is broken by its socket, and then the queue listens over another.
    keepAsking(client, listening.signal).catch(() => undefined);
  });
  events.on("pool:listen:release", () => listening.abort());
}
