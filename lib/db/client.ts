import type { Duplex } from "node:stream";
import { PrismaPg } from "@prisma/adapter-pg";
import { env } from "@/lib/env";
import { type Prisma, PrismaClient } from "./generated/client";
import { impatientSocket } from "./impatient-socket";
import { closePool } from "./pool";

export type Database = PrismaClient;
/** What a verb writes through, so that row and event share one transaction. */
export type Transaction = Prisma.TransactionClient;

const holder = globalThis as { polyphonyDatabase?: PrismaClient; polyphonyPatientDatabase?: PrismaClient };

/** The database client of this process, connected at the first query. */
export function db(): Database {
  holder.polyphonyDatabase ??= connect({ max: 10, stream: impatientSocket });
  return holder.polyphonyDatabase;
}

/** For the few statements that rightly take minutes: they are waited for, however long the database says nothing. */
export function patientDb(): Database {
  holder.polyphonyPatientDatabase ??= connect({ max: 2 });
  return holder.polyphonyPatientDatabase;
}

function connect(settings: { max: number; stream?: () => Duplex }): PrismaClient {
  return new PrismaClient({
    adapter: new PrismaPg({
      connectionString: env().DATABASE_URL,
      // Milliseconds. A worker that froze inside a transaction would keep its run's row locked, and nobody could take the run over.
      idle_in_transaction_session_timeout: 15_000,
      ...settings,
    }),
  });
}

/** Closes the connections; for the end of a process or a test file. */
export async function closeDatabase(): Promise<void> {
  await closePool();
  await Promise.all([holder.polyphonyDatabase?.$disconnect(), holder.polyphonyPatientDatabase?.$disconnect()]);
  delete holder.polyphonyDatabase;
  delete holder.polyphonyPatientDatabase;
}
