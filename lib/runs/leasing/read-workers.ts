import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { db } from "@/lib/db/client";
import type { EndpointRow, QueueDepth, WorkerRow } from "../schema";
import { readQueueDepth } from "./queue-depth";

/** A worker reports every two seconds; one that missed several is no more. */
const silentMilliseconds = 15_000;

/** What an operator watches: workers, how they see the model servers, and the queue. */
export interface Workers {
  workers: WorkerRow[];
  endpoints: EndpointRow[];
  queue: QueueDepth[];
}

export async function readWorkers(actor: Actor): Promise<Workers> {
  requirePermission(actor, "operate:read");
  const [workers, queue] = await Promise.all([
    db().runWorker.findMany({ include: { endpoints: { orderBy: { name: "asc" } } }, orderBy: { seenAt: "desc" } }),
    readQueueDepth(),
  ]);
  const since = Date.now() - silentMilliseconds;
  const rows = workers.map(({ endpoints: _, ...worker }) => ({ ...worker, isAlive: worker.seenAt.getTime() >= since }));
  // What a silent worker last saw says nothing about now.
  const endpoints = workers.flatMap((worker) => (worker.seenAt.getTime() >= since ? worker.endpoints : []));
  return { workers: rows, endpoints, queue };
}
