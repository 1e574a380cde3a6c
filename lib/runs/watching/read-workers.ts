import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { db } from "@/lib/db/client";
import { readLastBeats, silentSeconds } from "./last-beats";
import { readQueueDepth } from "./queue-depth";
import type { EndpointRow, QueueDepth, WorkerRow } from "./schema";

/** What an operator watches: workers, how they see the model servers and scorers, and the queue. */
export interface Workers {
  workers: WorkerRow[];
  endpoints: EndpointRow[];
  queue: QueueDepth[];
}

export async function readWorkers(actor: Actor): Promise<Workers> {
  requirePermission(actor, "operate:read");
  const [beats, known, queue] = await Promise.all([
    readLastBeats(),
    db().runWorker.findMany({ include: { endpoints: { orderBy: [{ scorer: "asc" }, { name: "asc" }] } } }),
    readQueueDepth(),
  ]);
  const byId = new Map(known.map((worker) => [worker.id, worker]));
  const workers: WorkerRow[] = [];
  const endpoints: EndpointRow[] = [];
  for (const { id, secondsAgo } of beats) {
    const worker = byId.get(id);
    if (!worker) continue;
    const { endpoints: seen, seenAt: _, ...facts } = worker;
    const isAlive = secondsAgo < silentSeconds;
    workers.push({ ...facts, secondsAgo, isAlive });
    // What a silent worker last saw says nothing about now.
    if (isAlive) endpoints.push(...seen);
  }
  return { workers, endpoints, queue };
}
