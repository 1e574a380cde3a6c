import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { openJobStates } from "./states";

/** What this machine has for jobs, all of its workers together. */
export interface Capacity {
  cpus: number;
  gpus: number;
  memoryMb: number;
}
export type Resource = keyof Capacity;
export const resources = ["cpus", "gpus", "memoryMb"] as const satisfies readonly Resource[];

/** What jobs hold of it now, by the rows that the cluster of this machine has taken. */
export async function readTaken(cluster: string): Promise<Capacity> {
  const rows = await db().job.findMany({ where: holding(cluster), select: { cpus: true, gpus: true, memoryMb: true } });
  return sum(rows);
}

/**
 * Takes slots for a job in one step for all workers of the machine: its row holds them until it ends, also when every worker dies.
 * @returns the numbers of its GPUs; or which resources are too few now
 */
export function takeSlots(cluster: string, capacity: Capacity, job: Capacity & { jobId: string; id: string }) {
  return inTransaction(async (tx): Promise<{ gpuSlots: number[] } | { lacking: Resource[] }> => {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`slots:${cluster}`}, 0))::text`;
    const rows = await tx.job.findMany({ where: holding(cluster), select: { cpus: true, gpus: true, memoryMb: true, gpuSlots: true } });
    const taken = sum(rows);
    const lacking = resources.filter((resource) => job[resource] > 0 && taken[resource] + job[resource] > capacity[resource]);
    if (lacking.length > 0) return { lacking };
    const inUse = new Set(rows.flatMap(({ gpuSlots }) => gpuSlots));
    const gpuSlots = Array.from({ length: capacity.gpus }, (_, number) => number)
      .filter((number) => !inUse.has(number))
      .slice(0, job.gpus);
    await tx.job.update({ where: { id: job.jobId }, data: { clusterJobId: job.id, gpuSlots, submittedAt: new Date() } });
    return { gpuSlots };
  });
}

function holding(cluster: string) {
  return { cluster, clusterJobId: { not: null }, state: { in: [...openJobStates] } };
}

function sum(rows: readonly Capacity[]): Capacity {
  const total = (resource: Resource) => rows.reduce((whole, row) => whole + row[resource], 0);
  return { cpus: total("cpus"), gpus: total("gpus"), memoryMb: total("memoryMb") };
}
