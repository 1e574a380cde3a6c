import type { Actor } from "@/lib/auth/actor";
import { openConfiguredCluster } from "@/lib/cluster/configured";
import { listNodes, type NodeList } from "@/lib/cluster/list-nodes";
import { countAllJobs, findJob, type ListedJob, listJobsIn } from "@/lib/cluster/queries";
import { type JobLog, readJobLog } from "@/lib/cluster/read-job-log";
import { redactSecrets, secretsIn } from "@/lib/cluster/redact-secrets";
import { type JobState, jobStates } from "@/lib/cluster/states";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";

export interface ShownJob extends ListedJob {
  /** Of the derived model that it made, whose recipe has the job's name; null where there is none yet, or it makes none. */
  made: string | null;
}

export interface ClusterPage {
  name: string;
  machines: NodeList;
  /** States that have jobs, with the newest of them; fewer than `count` where there are many. */
  states: { state: JobState; count: number; jobs: ShownJob[] }[];
}

/** Machines and jobs, for those who look after the portal. A cluster that is away hides nothing else. */
export async function readCluster(actor: Actor): Promise<ClusterPage> {
  const cluster = openConfiguredCluster();
  const [machines, counts] = await Promise.all([listNodes(actor, cluster), countAllJobs(actor)]);
  const states = await Promise.all(
    jobStates
      .filter((state) => counts.has(state))
      .map(async (state) => ({ state, count: counts.get(state) ?? 0, jobs: await showJobs(await listJobsIn(actor, state)) })),
  );
  return { name: cluster.name, machines, states };
}

/** @throws AppError NOT_FOUND */
export async function readJob(actor: Actor, name: string): Promise<{ job: ShownJob; log: JobLog | null }> {
  const [found, log] = await Promise.all([findJob(actor, name), readJobLog(actor, name)]);
  const [job] = await showJobs([found]);
  return { job: job ?? { ...found, made: null }, log };
}

/** Words of programs and clusters go the way of their logs. */
async function showJobs(jobs: readonly ListedJob[]): Promise<ShownJob[]> {
  const made = await db().derivedModel.findMany({
    where: { key: { in: jobs.map(({ name }) => name) } },
    select: { key: true, label: true },
  });
  const labels = new Map(made.map(({ key, label }) => [key, label]));
  const known = secretsIn(env());
  return jobs.map((job) => ({
    ...job,
    message: job.message === null ? null : redactSecrets(job.message, known),
    made: labels.get(job.name) ?? null,
  }));
}
