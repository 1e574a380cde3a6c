import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import type { KnownJob, Sighting } from "../cluster";
import { attemptFolder } from "../folder/prepare-attempt";
import { openJobStates } from "../states";

/** A job that somebody must look after, as its row tells it. */
export type OpenJob = Prisma.JobGetPayload<object>;

/** In the order in which they were asked for. */
export function readOpenJobs(cluster: string): Promise<OpenJob[]> {
  return db().job.findMany({ where: { cluster, state: { in: [...openJobStates] } }, orderBy: { createdAt: "asc" } });
}

/** The attempt as the cluster knows it; null where it was not given to the cluster yet. */
export function asKnown(job: OpenJob): KnownJob | null {
  const { id: jobId, clusterJobId, name, attempt, nonce, gpuSlots } = job;
  if (clusterJobId === null) return null;
  return { jobId, id: clusterJobId, name, attempt, nonce, gpuSlots, folder: attemptFolder(job.folder, attempt) };
}

/**
 * What the cluster says of the present attempt of a job, by the marks that it was given, and by its id as soon as that is known.
 * An id alone says nothing: a controller that has lost its records counts from one again.
 */
export function findSighting(job: OpenJob, sightings: readonly Sighting[]): Sighting | null {
  const own = sightings.filter(
    ({ id, name, nonce }) => name === job.name && nonce === job.nonce && (job.clusterJobId === null || id === job.clusterJobId),
  );
  return own.find(({ phase }) => phase !== "ended") ?? own[0] ?? null;
}
