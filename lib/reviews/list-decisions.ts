import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { checkTitles } from "@/lib/hub/labels";
import { checkIds } from "@/lib/hub/schema";
import { containing } from "@/lib/lists/containing";
import type { SubmissionState } from "@/lib/submissions/states";
import type { Decision, DecisionsView } from "./schema";

export const decisionsPerPage = 25;

export interface PastDecision {
  id: string;
  at: Date;
  decision: Decision;
  /** Who decided. */
  by: string;
  reason: string;
  /** Titles of the checks that were accepted although not met. */
  waivers: string[];
  submission: { number: number; hubId: string; contributor: string; state: SubmissionState };
}

export interface PastDecisions {
  rows: PastDecision[];
  total: number;
  /** Everybody who ever decided, for the filter. */
  reviewers: { id: string; name: string }[];
}

type Filter = Omit<DecisionsView, "page">;

/** A page of what was decided, the latest first. */
export async function listDecisions(actor: Actor, { page, ...filter }: DecisionsView): Promise<PastDecisions> {
  requirePermission(actor, "submission:read-all");
  const where = whereOf(filter);
  const [total, rows, reviewers] = await Promise.all([
    db().review.count({ where }),
    readRows(where, { skip: (page - 1) * decisionsPerPage, take: decisionsPerPage }),
    db().user.findMany({ where: { reviews: { some: {} } }, select: { id: true, name: true }, orderBy: { name: "asc" } }),
  ]);
  return { total, rows, reviewers: reviewers.map(({ id, name }) => ({ id, name: name ?? nameless })) };
}

/** All of them, for a file. */
export async function everyDecision(actor: Actor, filter: Filter): Promise<PastDecision[]> {
  requirePermission(actor, "submission:read-all");
  return readRows(whereOf(filter), {});
}

const nameless = "Somebody without a name";

async function readRows(where: Prisma.ReviewWhereInput, part: { skip?: number; take?: number }): Promise<PastDecision[]> {
  const rows = await db().review.findMany({
    where,
    ...part,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    include: {
      reviewer: { select: { name: true } },
      submission: { select: { number: true, hubId: true, person: true, state: true, submitter: { select: { name: true } } } },
    },
  });
  return rows.map(({ id, createdAt, decision, reason, waivers, reviewer, submission: { person, submitter, ...submission } }) => ({
    id,
    at: createdAt,
    decision,
    by: reviewer.name ?? nameless,
    reason,
    waivers: waivers.map(titleOfCheck),
    submission: { ...submission, contributor: person || (submitter.name ?? nameless) },
  }));
}

/** A waiver of a check that is not known any more keeps its stored name. */
function titleOfCheck(waiver: string): string {
  const id = checkIds.find((known) => known === waiver);
  return id ? checkTitles[id] : waiver;
}

function whereOf({ decision, person, q }: Filter): Prisma.ReviewWhereInput {
  return { AND: [decision ? { decision } : {}, person ? { reviewerId: person } : {}, q === "" ? {} : { OR: holding(q) }] };
}

/** Where the words may stand: in the reason, the model's name, the contributor's, or as the entry's number. */
function holding(q: string): Prisma.ReviewWhereInput[] {
  const words = containing(q);
  const number = /^#?(\d{1,9})$/.exec(q)?.[1];
  return [
    { reason: words },
    { submission: { OR: [{ hubId: words }, { person: words }, { submitter: { name: words } }] } },
    ...(number ? [{ submission: { number: Number(number) } }] : []),
  ];
}
