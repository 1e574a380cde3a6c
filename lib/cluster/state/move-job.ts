import { type Actor, actorLabel } from "@/lib/auth/actor";
import type { Transaction } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { AppError, notFound } from "@/lib/errors";
import { hasEnded, type JobState, mayMoveJob } from "../states";
import { jobMoveData } from "./columns";

/** Channel on which everybody hears, after commit, the name of a job that was submitted, cancelled or ended. A hint: all poll too. */
export const jobsChannel = "jobs";

/** A job's row as the caller read it. */
export interface StandingJob {
  id: string;
  name: string;
  state: JobState;
}

export interface JobMove {
  job: StandingJob;
  to: JobState;
  by: Actor;
  /** For the job's history. */
  why?: string;
  /** Columns that change with the move, beyond those that the table of states names. */
  change?: Omit<Prisma.JobUpdateManyMutationInput, "state">;
  /** Details for the event log. */
  data?: Prisma.InputJsonObject;
}

/**
 * Moves a job, clears and sets the columns that go with its new state, writes the event and tells everybody who waits,
 * within the caller's transaction. The caller has checked who may.
 * @returns the row as it stands now
 * @throws AppError CONFLICT when the move is not legal from here, or somebody else was faster
 */
export async function moveJob(tx: Transaction, { job, to, by, why = "", change, data = {} }: JobMove): Promise<StandingJob> {
  const { id, name, state } = job;
  if (!mayMoveJob(state, to)) throw movedOn();
  const { count } = await tx.job.updateMany({ where: { id, state }, data: { ...jobMoveData(state, to), ...change } });
  if (count === 0) throw movedOn();
  await tx.jobEvent.create({ data: { jobId: id, actor: actorLabel(by), from: state, to, why, data } });
  if (hasEnded(to) || to === "submitting" || to === "stopping") await notifyJobs(tx, name);
  return { id, name, state: to };
}

/** Writes a job and the first line of its history. @returns null where the name is taken */
export async function createJob(tx: Transaction, by: Actor, columns: Omit<Prisma.JobCreateManyInput, "state">): Promise<string | null> {
  const [row] = await tx.job.createManyAndReturn({ data: [columns], skipDuplicates: true, select: { id: true } });
  if (!row) return null;
  await tx.jobEvent.create({ data: { jobId: row.id, actor: actorLabel(by), from: null, to: "submitting", why: "asked for" } });
  await notifyJobs(tx, columns.name);
  return row.id;
}

/** Locks a job's row for the rest of the transaction. @throws AppError NOT_FOUND */
export async function lockJob(tx: Transaction, name: string): Promise<StandingJob> {
  const [job] = await tx.$queryRaw<StandingJob[]>`SELECT id::text, name, state::text AS state FROM "Job" WHERE name = ${name} FOR UPDATE`;
  if (!job) throw notFound("job");
  return job;
}

async function notifyJobs(tx: Transaction, name: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${jobsChannel}, ${name})`;
}

function movedOn(): AppError {
  return new AppError("CONFLICT", "Someone was faster: this job has moved on meanwhile. Reload the page to see how it stands.");
}
