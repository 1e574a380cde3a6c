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
  if (holder.polyphonyPool) return holder.polyphonyPool;
  const settings = { connectionString: env().DATABASE_URL, connectionTimeoutMillis: 15_000, stream: impatientSocket };
  const made = new Pool({ ...settings, max: CONNECTIONS });
  // An idle connection that breaks is replaced at the next query; without a listener it would end the process.
  made.on("error", (error) => log.warn({ error: error.message }, "an idle database connection broke"));
  holder.polyphonyPool = made;
  return made;
}

export async function closePool(): Promise<void> {
  await holder.polyphonyPool?.end();
  delete holder.polyphonyPool;
}
