import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failPoint } from "@/lib/fail-point";
import { log } from "@/lib/log";
import { submissionsTotal } from "@/lib/metrics";
import type { Cluster, Sighting } from "../cluster";
import { prepareAttempt } from "../folder/prepare-attempt";
import { jobReasons } from "../labels";
import { moveJob } from "../state/move-job";
import { keeper } from "./keeper-actor";
import type { OpenJob } from "./open-job";

/** The cluster has a job of this name and nonce that its row does not know: its submission was not confirmed. */
export async function adoptJob(job: OpenJob, sighting: Sighting): Promise<OpenJob> {
  log.info({ job: job.name, id: sighting.id, part: "cluster" }, "a job was found in the cluster by its name");
  submissionsTotal.inc({ cluster: job.cluster, outcome: "adopted" });
  return markTaken(job, sighting.id, "found in the cluster by its name");
}

/**
 * Gives an attempt to the cluster. The row stands since before; whatever goes wrong from here on, the next look finds the job
 * by its name, or gives it once more.
 * @throws ClusterAway
 */
export async function giveToCluster(cluster: Cluster, job: OpenJob, graceSeconds: number): Promise<void> {
  const { id: jobId, name, attempt, nonce, command, environment, gpus, cpus, memoryMb, seconds, purpose } = job;
  const limits = cluster.enforcesLimits ? { seconds: null, memoryMb } : { seconds, memoryMb };
  const folder = await prepareAttempt(job.folder, { name, attempt, nonce, command, environment, graceSeconds, ...limits });
  failPoint("before-submit");
  const outcome = await cluster
    .submit({ jobId, name, attempt, nonce, folder, gpus, cpus, memoryMb, seconds, resumable: purpose !== "server" })
    .catch((error: unknown) => {
      submissionsTotal.inc({ cluster: cluster.name, outcome: "failed" });
      throw error;
    });
  failPoint("after-submit");
  submissionsTotal.inc({ cluster: cluster.name, outcome: outcome.kind });
  if (outcome.kind === "taken") {
    await markTaken(job, outcome.id, "given to the cluster");
    return;
  }
  if (outcome.kind === "later") {
    await waitForCluster(job, outcome);
    return;
  }
  const { blame } = jobReasons.REFUSED;
  const change = { reason: "REFUSED", message: outcome.message, blame };
  await inTransaction((tx) => moveJob(tx, { job, to: "failed", by: keeper, why: outcome.message, change }));
}

async function markTaken(job: OpenJob, clusterJobId: string, why: string): Promise<OpenJob> {
  const taken = { clusterJobId, submittedAt: new Date(), reason: null, message: null };
  if (job.state === "submitting") {
    await inTransaction((tx) => moveJob(tx, { job, to: "pending", by: keeper, why, change: taken, data: { clusterJobId } }));
    return { ...job, ...taken, state: "pending" };
  }
  await db().job.updateMany({ where: { id: job.id, nonce: job.nonce }, data: taken });
  return { ...job, ...taken };
}

async function waitForCluster(job: OpenJob, { reason, message }: { reason: string; message: string }): Promise<void> {
  if (job.state === "submitting") {
    await inTransaction((tx) => moveJob(tx, { job, to: "pending", by: keeper, why: message, change: { reason, message } }));
  } else if (job.reason !== reason || job.message !== message) {
    await db().job.updateMany({ where: { id: job.id, state: job.state }, data: { reason, message } });
  }
}
