import { randomUUID } from "node:crypto";
import { isAbsolute, join } from "node:path";
import { z } from "zod";
import { type Actor, actorLabel } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { removeSecrets, writeRequest } from "./folder/prepare-attempt";
import { createJob, lockJob, moveJob } from "./state/move-job";
import { hasEnded, isRepeatable } from "./states";

/** Where a portal's jobs run: which cluster looks after them, and the folder that it and this portal share. */
export interface JobPlace {
  /** Name of the cluster. */
  cluster: string;
  /** Absolute path. */
  folder: string;
}

const variables = z.record(
  z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "is no name of a variable"),
  z.string().refine(hasNoNul, "holds NUL"),
);

const jobSchema = z.strictObject({
  name: z.string().regex(/^[0-9a-f]{64}$/, "must be a SHA-256 in hex"),
  purpose: z.enum(["train", "merge", "reward", "embed", "export", "server"]),
  /** Program and arguments, given to no shell. */
  command: z.array(z.string().refine(hasNoNul, "holds NUL")).min(1),
  /** Whatever the program asks for; it is the file request.json. */
  request: z.json(),
  environment: variables.default({}),
  /** Variables that stand in a file that only the jobs' user can read, until the job has ended. */
  secrets: variables.default({}),
  gpus: z.int().min(0).max(64).default(0),
  cpus: z.int().min(1).max(1_024).default(1),
  memoryMb: z.int().min(16).max(4_194_304),
  /** Time limit of one attempt. */
  seconds: z.int().min(1).max(2_592_000),
});
export type NewJob = z.input<typeof jobSchema>;

function hasNoNul(text: string): boolean {
  return !text.includes(String.fromCharCode(0));
}

/**
 * Asks for a job. The same name is the same work: where it is under way or done nothing happens, and where it failed, was
 * cancelled or lost it gets a new attempt. The request is on disk before the row is there, and the row before the cluster is asked.
 * @returns the job's name
 * @throws AppError INVALID_INPUT
 */
export async function submitJob(actor: Actor, place: JobPlace, given: NewJob): Promise<string> {
  requirePermission(actor, "job:submit");
  const { request, secrets, ...job } = parse(given);
  if (!isAbsolute(place.folder)) throw new AppError("INVALID_INPUT", "The folder of jobs must be an absolute path.");
  const folder = join(place.folder, job.name);
  await writeRequest(folder, JSON.stringify(request), secrets);
  const isOver = await inTransaction(async (tx) => {
    const limits = { gpus: job.gpus, cpus: job.cpus, memoryMb: job.memoryMb, seconds: job.seconds };
    const columns = { ...limits, command: job.command, environment: job.environment, cluster: place.cluster, folder, nonce: randomUUID() };
    const created = await createJob(tx, actor, { ...columns, name: job.name, purpose: job.purpose });
    if (created !== null) return false;
    const standing = await lockJob(tx, job.name);
    if (!isRepeatable(standing.state)) return hasEnded(standing.state);
    // A new decision of somebody: what failed before counts no longer.
    const change = { ...columns, attempt: { increment: 1 }, failures: 0 };
    await moveJob(tx, { job: standing, to: "submitting", by: actor, why: `asked for again by ${actorLabel(actor)}`, change });
    return false;
  });
  // Nobody is going to read them.
  if (isOver) await removeSecrets(folder);
  return job.name;
}

function parse(given: NewJob) {
  const outcome = jobSchema.safeParse(given);
  if (outcome.success) return outcome.data;
  const words = outcome.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
  throw new AppError("INVALID_INPUT", `This is no job: ${words}.`);
}
