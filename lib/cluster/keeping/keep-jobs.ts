import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { type Cluster, ClusterAway, type Sighting } from "../cluster";
import { attemptFolder } from "../folder/prepare-attempt";
import { readExecutions } from "../folder/sentinels";
import { moveJob } from "../state/move-job";
import { endOrphans } from "./end-orphans";
import { adoptJob, giveToCluster } from "./give-to-cluster";
import type { JobWatch } from "./job-watch";
import { judgeJob, type Patience } from "./judge-job";
import { keeper } from "./keeper-actor";
import { asKnown, findSighting, type OpenJob, readOpenJobs } from "./open-job";
import { settleJob } from "./settle-job";

/**
 * One look at a cluster: asks it once about all jobs, gives it what waits, and writes down what changed.
 * @returns how many jobs are open
 * @throws ClusterAway: then nothing is known and nothing was changed of what is not known
 */
export async function keepJobs(cluster: Cluster, watch: JobWatch, patience: Patience): Promise<number> {
  const jobs = await readOpenJobs(cluster.name);
  watch.forgetAllBut(new Set(jobs.map(({ nonce }) => nonce)));
  const sightings = await cluster.look(jobs.flatMap((job) => asKnown(job) ?? []));
  for (const job of jobs) {
    try {
      await keepJob({ cluster, watch, patience }, job, findSighting(job, sightings));
    } catch (error) {
      if (error instanceof ClusterAway) throw error;
      // Somebody cancelled it at this moment, or its folder cannot be read: the others go on, and it is looked at again.
      const level = error instanceof AppError ? "debug" : "warn";
      log[level]({ err: error, job: job.name, part: "cluster" }, "a job could not be looked after and is tried again");
    }
  }
  await endOrphans(cluster, sightings);
  return jobs.length;
}

interface Keeping {
  cluster: Cluster;
  watch: JobWatch;
  patience: Patience;
}

async function keepJob(keeping: Keeping, found: OpenJob, sighting: Sighting | null): Promise<void> {
  const { cluster, watch, patience } = keeping;
  const executions = await readExecutions(attemptFolder(found.folder, found.attempt), found.nonce);
  if (found.clusterJobId === null && !sighting && !executions.some(({ started }) => started)) {
    if (found.state === "stopping") return endUnsubmitted(found);
    return giveToCluster(cluster, found, patience.graceSeconds);
  }
  const job = found.clusterJobId === null && sighting ? await adoptJob(found, sighting) : found;
  const restarts = sighting?.restarts ?? job.restarts;
  const present = executions.find(({ restart }) => restart === restarts);
  const verdict = judgeJob(
    {
      state: job.state,
      restarts,
      sighting,
      executions,
      silentSeconds: watch.silentSeconds(job.nonce, present, sighting?.phase === "suspended"),
      missingSeconds: await noteMissing(job, sighting),
      endedSeconds: watch.endedSeconds(job.nonce, sighting?.phase === "ended" || Boolean(present?.exit)),
    },
    patience,
  );
  // First the cluster lets go of it: where that cannot be asked now, nothing is written and all is done again.
  const mustEnd = verdict.kind === "done" || verdict.kind === "over";
  const known = asKnown(job);
  if (known && sighting?.phase !== "ended" && (mustEnd || job.state === "stopping")) {
    if (mustEnd || watch.shouldCancel(job.nonce, patience.cancelAgainSeconds)) await cluster.cancel({ id: known.id, known });
  }
  if (verdict.kind !== "wait") await settleJob(job, verdict, sighting);
}

function endUnsubmitted(job: OpenJob): Promise<void> {
  const why = "it was never given to the cluster";
  const change = { reason: "CANCELLED", message: "It was cancelled before the cluster had it." };
  return inTransaction(async (tx) => {
    await moveJob(tx, { job, to: "cancelled", by: keeper, why, change });
  });
}

/** Since when the cluster does not list the job, kept in its row, because another process may look next. @returns seconds */
async function noteMissing(job: OpenJob, sighting: Sighting | null): Promise<number> {
  if (sighting) {
    if (job.missingSince) await db().job.updateMany({ where: { id: job.id }, data: { missingSince: null } });
    return 0;
  }
  const [row] = await db().$queryRaw<{ seconds: number }[]>`
    UPDATE "Job" SET "missingSince" = coalesce("missingSince", now()) WHERE id = ${job.id}::uuid
    RETURNING extract(epoch FROM now() - "missingSince")::float8 AS seconds`;
  return row?.seconds ?? 0;
}
