import { PrismaPg } from "@prisma/adapter-pg";
import { env } from "@/lib/env";
import { type Prisma, PrismaClient } from "./generated/client";
import { closePool } from "./pool";

export type Database = PrismaClient;
/** What a verb writes through, so that row and event share one transaction. */
export type Transaction = Prisma.TransactionClient;

const holder = globalThis as { polyphonyDatabase?: PrismaClient };

/** The one database client of this process, connected at the first query. */
export function db(): Database {
  holder.polyphonyDatabase ??= new PrismaClient({
    adapter: new PrismaPg({
      connectionString: env().DATABASE_URL,
      max: 10,
      // Milliseconds. A worker that froze inside a transaction would keep its run's row locked, and nobody could take the run over.
      idle_in_transaction_session_timeout: 15_000,
    }),
  });
  return holder.polyphonyDatabase;
}

/** Closes the connections; for the end of a process or a test file. */
export async function closeDatabase(): Promise<void> {
  await closePool();
  await holder.polyphonyDatabase?.$disconnect();
  delete holder.polyphonyDatabase;
}
