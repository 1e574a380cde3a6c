import { monitorEventLoopDelay } from "node:perf_hooks";
import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { runsHeld } from "@/lib/metrics";
import type { EndpointReport } from "@/lib/operations/engine";

/** What a worker says about itself with each heartbeat. */
export interface WorkerReport {
  id: string;
  version: string;
  /** Runs that it may hold at once. */
  concurrency: number;
  /** Numbers of the runs that it holds. */
  runs: readonly number[];
  /** How it sees the model servers and scorers. */
  endpoints: readonly EndpointReport[];
}

const eventLoop = monitorEventLoopDelay({ resolution: 20 });

/** Says that this worker lives, how, and how it sees the model servers. Workers that have been silent for a day are forgotten. */
export async function reportWorker({ id, version, concurrency, runs, endpoints }: WorkerReport): Promise<void> {
  runsHeld.set(runs.length);
  await inTransaction(async (tx) => {
    // By the clock of the database, because others tell from it whether this worker lives: clocks of machines differ.
    await tx.$executeRaw`
      INSERT INTO "RunWorker" AS worker (id, version, concurrency, runs, "lagMs")
      VALUES (${id}, ${version}, ${concurrency}, ${[...runs]}::int[], ${longestWait()}::float8)
      ON CONFLICT (id) DO UPDATE SET "seenAt" = now(), version = excluded.version, concurrency = excluded.concurrency,
        runs = excluded.runs, "lagMs" = excluded."lagMs"`;
    await tx.runEndpoint.deleteMany({ where: { workerId: id } });
    await tx.runEndpoint.createMany({ data: endpoints.map((endpoint) => ({ ...endpoint, workerId: id })) });
    await tx.$executeRaw`DELETE FROM "RunWorker" WHERE "seenAt" < now() - interval '1 day'`;
  });
}

/** Longest wait of the event loop since the last call, in milliseconds. */
function longestWait(): number {
  eventLoop.enable();
  // Nanoseconds; without a sample it is no finite number of the past.
  const wait = eventLoop.count === 0 ? 0 : eventLoop.max / 1e6;
  eventLoop.reset();
  return wait;
}

export async function forgetWorker(id: string): Promise<void> {
  await db().runWorker.deleteMany({ where: { id } });
}
