import { monitorEventLoopDelay } from "node:perf_hooks";
import { db } from "@/lib/db/client";

/** What a worker says about itself with each heartbeat. */
export interface WorkerReport {
  id: string;
  version: string;
  /** Runs that it may hold at once. */
  concurrency: number;
  /** Numbers of the runs that it holds. */
  runs: readonly number[];
}

const eventLoop = monitorEventLoopDelay({ resolution: 20 });

/** Says that this worker lives, and how. Workers that have been silent for a day are forgotten. */
export async function reportWorker({ id, version, concurrency, runs }: WorkerReport): Promise<void> {
  eventLoop.enable();
  // Nanoseconds; without a sample it is not a number.
  const lagMs = Number.isFinite(eventLoop.max) ? eventLoop.max / 1e6 : 0;
  eventLoop.reset();
  const facts = { seenAt: new Date(), version, concurrency, runs: [...runs], lagMs };
  await db().runWorker.upsert({ where: { id }, create: { id, ...facts }, update: facts });
  await db().$executeRaw`DELETE FROM "RunWorker" WHERE "seenAt" < now() - interval '1 day'`;
}

export async function forgetWorker(id: string): Promise<void> {
  await db().runWorker.deleteMany({ where: { id } });
}
