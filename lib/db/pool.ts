import { Pool } from "pg";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { impatientSocket } from "./impatient-socket";

/** Connections for statements that are executed thousands of times a second and know their SQL. */
const CONNECTIONS = 4;

const holder = globalThis as { polyphonyPool?: Pool };

/**
 * Plain connections beside Prisma's, for the few statements that carry whole batches: prepared once per connection, and
 * without a second translation of every value.
 */
export function pool(): Pool {
  holder.polyphonyPool ??= openPool(CONNECTIONS);
  return holder.polyphonyPool;
}

/** So many connections, at most, which are given up when they go dead without a word. */
export function openPool(max: number): Pool {
  const settings = { connectionString: env().DATABASE_URL, connectionTimeoutMillis: 15_000, stream: impatientSocket };
  // An idle connection that breaks is replaced at the next query; without a listener it would end the process.
  return new Pool({ ...settings, max }).on("error", (error) => log.warn({ error: error.message }, "an idle database connection broke"));
}

export async function closePool(): Promise<void> {
  await holder.polyphonyPool?.end();
  delete holder.polyphonyPool;
}
