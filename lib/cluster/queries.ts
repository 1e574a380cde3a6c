import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { db } from "@/lib/db/client";
import { notFound } from "@/lib/errors";
import type { JobState } from "./states";

const listedAtMost = 100;

const columns = {
  name: true,
  purpose: true,
  cluster: true,
  clusterJobId: true,
  state: true,
  reason: true,
  message: true,
  blame: true,
  attempt: true,
  node: true,
  gpus: true,
  cpus: true,
  memoryMb: true,
  seconds: true,
  secondsUsed: true,
  folder: true,
  createdAt: true,
  startedAt: true,
  endedAt: true,
} as const;

/** Jobs, those that have not ended first, then the newest. */
export async function listJobs(actor: Actor) {
  requirePermission(actor, "operate:read");
  return db().job.findMany({
    orderBy: [{ endedAt: { sort: "desc", nulls: "first" } }, { createdAt: "desc" }],
    take: listedAtMost,
    select: columns,
  });
}
export type ListedJob = Awaited<ReturnType<typeof listJobs>>[number];

/** Jobs of one state, the newest first; fewer than there are where there are many. */
export async function listJobsIn(actor: Actor, state: JobState): Promise<ListedJob[]> {
  requirePermission(actor, "operate:read");
  return db().job.findMany({ where: { state }, orderBy: { createdAt: "desc" }, take: listedAtMost, select: columns });
}

/** @throws AppError NOT_FOUND */
export async function findJob(actor: Actor, name: string): Promise<ListedJob> {
  requirePermission(actor, "operate:read");
  const job = await db().job.findUnique({ where: { name }, select: columns });
  if (!job) throw notFound("job");
  return job;
}

/** All jobs that there ever were, by state; states without a job are left out. */
export async function countAllJobs(actor: Actor): Promise<ReadonlyMap<JobState, number>> {
  requirePermission(actor, "operate:read");
  const counts = await db().job.groupBy({ by: ["state"], _count: true });
  return new Map(counts.map(({ state, _count: count }) => [state, count]));
}
