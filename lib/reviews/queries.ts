import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { db } from "@/lib/db/client";
import { notFound } from "@/lib/errors";
import type { Check } from "@/lib/hub/schema";
import { reportOf, type SubmissionDetail, submissionByNumber } from "@/lib/submissions/queries";
import type { Decision } from "./schema";

export interface QueueEntry {
  number: number;
  version: number;
  hubId: string;
  description: string;
  submitter: string;
  institution: string;
  submittedAt: Date;
  /** What came out of each check; null before they ran. */
  checks: Pick<Check, "id" | "outcome">[] | null;
  /** One's own entry: shown, but decided by others. */
  own: boolean;
  /** It was in review before, and came back. */
  again: boolean;
}

/** Entries of the queue on one page; the later ones follow as these are decided. */
const queueLength = 100;

/** How many entries wait for a maintainer, also those beyond the page. */
export function countWaiting(actor: Actor): Promise<number> {
  requirePermission(actor, "submission:review");
  return db().submission.count({ where: { state: "in_review" } });
}

/** What waits for a maintainer, the oldest hundred first. */
export async function reviewQueue(actor: Actor): Promise<QueueEntry[]> {
  requirePermission(actor, "submission:review");
  const rows = await db().submission.findMany({
    where: { state: "in_review" },
    orderBy: [{ submittedAt: "asc" }, { number: "asc" }],
    take: queueLength,
    include: { submitter: { select: { name: true } }, _count: { select: { reviews: true } } },
  });
  return rows.map((row) => ({
    number: row.number,
    version: row.version,
    hubId: row.hubId,
    description: row.description,
    submitter: row.person || (row.submitter.name ?? ""),
    institution: row.institution,
    submittedAt: row.submittedAt ?? row.createdAt,
    checks: reportOf(row.checks)?.checks.map(({ id, outcome }) => ({ id, outcome })) ?? null,
    own: actor.kind === "user" && row.submitterId === actor.userId,
    again: row._count.reviews > 0,
  }));
}

export interface EntryInQueue {
  submission: SubmissionDetail;
  /** Neighbours in the queue, for the keys j and k. */
  previous: number | null;
  next: number | null;
  waiting: number;
}

/** One submission as a maintainer reads it. @throws AppError NOT_FOUND for drafts and unknown numbers */
export async function submissionForReview(actor: Actor, number: number): Promise<EntryInQueue> {
  requirePermission(actor, "submission:review");
  const submission = await submissionByNumber(actor, number);
  if (submission.submittedAt === null) throw notFound("submission");
  const queue = await db().submission.findMany({
    where: { state: "in_review", OR: [{ number }, { submitterId: { not: actor.kind === "user" ? actor.userId : "" } }] },
    orderBy: [{ submittedAt: "asc" }, { number: "asc" }],
    select: { number: true },
  });
  const numbers = queue.map((row) => row.number);
  const place = numbers.indexOf(number);
  const others = place === -1 ? numbers : numbers.toSpliced(place, 1);
  return {
    submission,
    previous: place > 0 ? (numbers[place - 1] ?? null) : null,
    next: (place === -1 ? numbers[0] : numbers[place + 1]) ?? null,
    waiting: others.length,
  };
}

export interface LatestDecision {
  number: number;
  hubId: string;
  decision: Decision;
  /** "you" for the reader's own. */
  by: string;
}

/** What was decided last about an entry; null where nothing was, or there is no such entry. */
export async function latestDecision(actor: Actor, number: number): Promise<LatestDecision | null> {
  requirePermission(actor, "submission:review");
  const row = await db().review.findFirst({
    where: { submission: { number } },
    orderBy: { createdAt: "desc" },
    select: { decision: true, reviewerId: true, reviewer: { select: { name: true } }, submission: { select: { hubId: true } } },
  });
  if (!row) return null;
  const own = actor.kind === "user" && actor.userId === row.reviewerId;
  return { number, hubId: row.submission.hubId, decision: row.decision, by: own ? "you" : (row.reviewer.name ?? "a maintainer") };
}
