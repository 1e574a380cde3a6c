import type { Actor } from "@/lib/auth/actor";
import { may, requirePermission } from "@/lib/auth/permissions";
import { db } from "@/lib/db/client";
import type { Prisma, Submission } from "@/lib/db/generated/client";
import { AppError, notFound } from "@/lib/errors";
import { type CheckReport, checkReport } from "@/lib/hub/schema";
import type { DraftContent } from "./schema";
import type { SubmissionState } from "./states";

/** What was sent in once. What never was, a draft that was thrown away too, is its author's alone. */
export const wasSent = { submittedAt: { not: null } } satisfies Prisma.SubmissionWhereInput;

/** Rows that the actor may see: the own ones, and for those who read all whatever was sent in. */
export function visibleSubmissions(actor: Actor): Prisma.SubmissionWhereInput {
  const own: Prisma.SubmissionWhereInput[] = actor.kind === "user" ? [{ submitterId: actor.userId }] : [];
  if (may(actor, "submission:read-all")) return { OR: [...own, wasSent] };
  if (own.length > 0) return { OR: own };
  throw new AppError("SIGN_IN_REQUIRED", "Sign in to see submissions.");
}

export interface SubmissionRow {
  number: number;
  hubId: string;
  description: string;
  state: SubmissionState;
  createdAt: Date;
  updatedAt: Date;
  submittedAt: Date | null;
  report: CheckReport | null;
}

/** One's own submissions, the latest change first. */
export async function listOwnSubmissions(actor: Actor): Promise<SubmissionRow[]> {
  requirePermission(actor, "submission:own");
  if (actor.kind !== "user") return [];
  const rows = await db().submission.findMany({ where: { submitterId: actor.userId }, orderBy: { updatedAt: "desc" } });
  return rows.map(rowOf);
}

function rowOf(row: Submission): SubmissionRow {
  const { number, hubId, description, state, createdAt, updatedAt, submittedAt } = row;
  return { number, hubId, description, state, createdAt, updatedAt, submittedAt, report: reportOf(row.checks) };
}

/** A stored report, or null when the checks did not run yet. */
export function reportOf(checks: unknown): CheckReport | null {
  return checkReport.safeParse(checks).data ?? null;
}

/** What a form is filled with. */
export interface OpenDraft {
  id: string;
  number: number;
  version: number;
  state: SubmissionState;
  updatedAt: Date;
  content: DraftContent;
}

/** An own submission that can still be edited: the named one, or the draft that was touched last. Null when there is none. */
export async function openDraft(actor: Actor, number?: number): Promise<OpenDraft | null> {
  if (actor.kind !== "user") return null;
  const row = await db().submission.findFirst({
    where:
      number === undefined
        ? { submitterId: actor.userId, state: "draft" }
        : { number, submitterId: actor.userId, state: { in: ["draft", "changes_requested"] } },
    orderBy: { updatedAt: "desc" },
  });
  if (!row && number !== undefined) throw notFound("draft");
  return row
    ? { id: row.id, number: row.number, version: row.version, state: row.state, updatedAt: row.updatedAt, content: contentOf(row) }
    : null;
}

function contentOf(row: Submission): DraftContent {
  const { person, institution, country, hubId, revision, baseModel, description, paper, trainingData, scopes } = row;
  const { evaluationInvitation, nameShown, contactAllowed } = row;
  return {
    person,
    institution,
    country,
    hubId,
    revision,
    baseModel,
    description,
    paper,
    trainingData,
    evaluationInvitation,
    nameShown,
    contactAllowed,
    scopes,
  };
}

const detail = {
  submitter: { select: { id: true, name: true } },
  events: { orderBy: { id: "asc" } },
  receipts: { orderBy: { grantedAt: "desc" }, take: 1 },
  reviews: { orderBy: { createdAt: "asc" }, include: { reviewer: { select: { name: true } } } },
  model: { select: { slug: true, state: true, name: true, memberships: { select: { poolId: true } }, _count: { select: { runs: true } } } },
} satisfies Prisma.SubmissionInclude;

export type SubmissionDetail = Awaited<ReturnType<typeof submissionByNumber>>;

/** One submission with all that happened to it. @throws AppError NOT_FOUND when it is absent or not visible */
export async function submissionByNumber(actor: Actor, number: number) {
  const row = await db().submission.findFirst({ where: { AND: [visibleSubmissions(actor), { number }] }, include: detail });
  if (!row) throw notFound("submission");
  const people = await namesOf(row.events.map((event) => event.actor));
  // Who signed in by mail has no name but the one in the form.
  if (row.submitter.name === null && row.person !== "") people.set(row.submitter.id, row.person);
  return {
    ...row,
    own: actor.kind === "user" && row.submitterId === actor.userId,
    report: reportOf(row.checks),
    content: contentOf(row),
    events: row.events.map((event) => ({
      key: String(event.id),
      who: whoIs(event.actor, actor, people),
      from: event.from,
      to: event.to,
      why: event.why,
      at: event.createdAt,
    })),
  };
}

async function namesOf(labels: readonly string[]): Promise<Map<string, string>> {
  const ids = [...new Set(labels)].filter((label) => !label.includes(":") && label !== "anonymous");
  const people = await db().user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return new Map(people.map((person) => [person.id, person.name ?? "Somebody without a name"]));
}

function whoIs(label: string, reader: Actor, people: ReadonlyMap<string, string>): string {
  if (label === "system:command-line") return "The command line";
  if (label.startsWith("system:")) return "Polyphony";
  if (reader.kind === "user" && reader.userId === label) return "You";
  return people.get(label) ?? "Somebody who left";
}
