import { randomUUID } from "node:crypto";
import { statfs } from "node:fs/promises";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { inTransaction } from "@/lib/db/transaction";
import { failPoint } from "@/lib/fail-point";
import type { Sighting } from "../cluster";
import { removeSecrets } from "../folder/prepare-attempt";
import { readFailure } from "../folder/sentinels";
import { type JobReason, jobReasons } from "../labels";
import { moveJob } from "../state/move-job";
import { mayMoveJob } from "../states";
import type { Verdict } from "./judge-job";
import { keeper } from "./keeper-actor";
import type { OpenJob } from "./open-job";

/** Attempts that may end badly before a person has to look. */
const failuresLimit = 3;
/** Attempts in all, however they ended: a job that is stopped again and again before it gets on must not go on for ever. */
const attemptsLimit = 100;
/** Bytes below which a full disk is why a program fails, whatever else it says. */
const fullBelow = 16 * 1024 * 1024;

/** Writes down how a job stands, as far as that is news. */
export async function settleJob(job: OpenJob, verdict: Exclude<Verdict, { kind: "wait" }>, sighting: Sighting | null): Promise<void> {
  if (verdict.kind === "stands") return noteStanding(job, verdict, sighting);
  failPoint("before-end");
  if (verdict.kind === "done") {
    const { exit, folder, started } = verdict.execution;
    const seconds = exit?.seconds ?? 0;
    const change = { resultFolder: folder, secondsUsed: { increment: seconds }, node: started?.node ?? job.node };
    const data = { seconds, outputs: Object.keys(exit?.outputs ?? {}).length };
    await removeSecrets(job.folder);
    await inTransaction((tx) => moveJob(tx, { job, to: "done", by: keeper, why: "its result is there", change, data }));
    return;
  }
  await settleOver(job, verdict);
}

async function noteStanding(job: OpenJob, verdict: Extract<Verdict, { kind: "stands" }>, sighting: Sighting | null): Promise<void> {
  const { at, reason, message } = verdict;
  const facts = { node: sighting?.node ?? null, restarts: sighting?.restarts ?? job.restarts, reason, message };
  if (job.state !== at && mayMoveJob(job.state, at)) {
    const why = message ?? "";
    await inTransaction((tx) => moveJob(tx, { job, to: at, by: keeper, why, change: facts, data: { node: facts.node } }));
    return;
  }
  const isNews = job.node !== facts.node || job.restarts !== facts.restarts || job.reason !== reason || job.message !== message;
  if (isNews && job.state !== "stopping") await db().job.updateMany({ where: { id: job.id, state: job.state }, data: facts });
}

async function settleOver(job: OpenJob, { to, message, execution, ...verdict }: Extract<Verdict, { kind: "over" }>): Promise<void> {
  const reason = await checkDisk(job, verdict.reason);
  const { again, blame } = jobReasons[reason];
  const words = ((reason === "BAD_REQUEST" || reason === "CRASHED") && execution ? await readFailure(execution.folder) : null) ?? message;
  const counts = again === "counted" ? 1 : 0;
  const repeats = to !== "cancelled" && again !== "never" && job.failures + counts < failuresLimit && job.attempt < attemptsLimit;
  const change: Prisma.JobUpdateManyMutationInput = {
    reason,
    message: words,
    blame,
    failures: { increment: counts },
    secondsUsed: { increment: secondsOf(job, execution?.exit?.seconds) },
  };
  if (!repeats) await removeSecrets(job.folder);
  await inTransaction(async (tx) => {
    const ended = await moveJob(tx, { job, to, by: keeper, why: words, change, data: { reason, attempt: job.attempt } });
    if (!repeats) return;
    const next = { attempt: { increment: 1 }, nonce: randomUUID() };
    const why = `attempt ${job.attempt + 1} goes on from the last checkpoint`;
    await moveJob(tx, { job: ended, to: "submitting", by: keeper, why, change: next });
  });
}

/** What a job held a machine for; where nobody saw its end, until now. */
function secondsOf(job: OpenJob, measured: number | undefined): number {
  if (measured !== undefined) return measured;
  return job.startedAt ? Math.max(0, (Date.now() - job.startedAt.getTime()) / 1_000) : 0;
}

/** A program without room for its files ends in many ways. */
async function checkDisk(job: OpenJob, reason: JobReason): Promise<JobReason> {
  if (!["CRASHED", "KILLED", "VANISHED", "LAUNCH_FAILED", "NO_RESULT"].includes(reason)) return reason;
  const room = await statfs(job.folder).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => Number.POSITIVE_INFINITY,
  );
  return room < fullBelow ? "DISK_FULL" : reason;
}
