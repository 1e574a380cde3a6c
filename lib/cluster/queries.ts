import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { db } from "@/lib/db/client";

const listedAtMost = 100;

/** Jobs, those that have not ended first, then the newest. */
export async function listJobs(actor: Actor) {
  requirePermission(actor, "operate:read");
  return db().job.findMany({
    orderBy: [{ endedAt: { sort: "desc", nulls: "first" } }, { createdAt: "desc" }],
    take: listedAtMost,
    select: {
      name: true,
      purpose: true,
      cluster: true,
      clusterJobId: true,
      state: true,
      reason: true,
      message: true,
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
    },
  });
}
