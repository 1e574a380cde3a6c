import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { scopesInForce } from "@/lib/consent/queries";
import type { ConsentScope } from "@/lib/consent/schema";
import { creditOf } from "@/lib/consent/visibility";
import { db, type Transaction } from "@/lib/db/client";
import type { Prisma, Submission } from "@/lib/db/generated/client";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { checkModel } from "@/lib/hub/check-model";
import { type Hub, hub } from "@/lib/hub/client";
import { checkTitles } from "@/lib/hub/labels";
import { type CheckReport, checksToWaive, hfRepoId, isPassing } from "@/lib/hub/schema";
import { enqueue } from "@/lib/jobs/enqueue";
import { sendMail } from "@/lib/jobs/send-mail";
import { knownEntries } from "@/lib/submissions/known-entries";
import { moveSubmission } from "@/lib/submissions/move-submission";
import { ownerCheck } from "@/lib/submissions/owner-check";
import { reportOf } from "@/lib/submissions/queries";
import { admissionMail } from "./admission-mail";
import { freeSlug } from "./slug";

/**
 * Makes an approved submission a model of the pool: the Hub is read once more, and what was checked must still be there,
 * byte for byte. Anything else goes back to review with the difference. Safe to run twice.
 * @throws AppError UNAVAILABLE while the Hub cannot be reached, so that the job is tried again
 */
export async function admit(actor: Actor, { submissionId }: { submissionId: string }, source: Hub = hub()): Promise<void> {
  requirePermission(actor, "model:admit");
  const row = await db().submission.findUnique({
    where: { id: submissionId },
    include: { reviews: { orderBy: { createdAt: "desc" }, take: 1 } },
  });
  if (row?.state !== "approved") return;
  const known = await knownEntries({ submissionId, hubId: row.hubId, submittedAt: row.submittedAt });
  const request = { hubId: hfRepoId.parse(row.hubId), revision: row.revision, description: row.description };
  const report = await checkModel(source, request, known);
  if (isPassing(report.problem)) throw new AppError("UNAVAILABLE", "The Hub cannot be reached; the admission is tried again.");
  const whole = { ...report, checks: [...report.checks, await ownerCheck(row.submitterId, report.resolvedId)] };
  const reason = driftOf(row, whole, row.reviews[0]?.waivers ?? []);
  await inTransaction(async (tx) => {
    if (reason) return backToReview(tx, actor, row, whole, reason);
    await intoPool(tx, actor, row, whole);
  });
}

/** Why what is on the Hub now is not what was approved; null when it is. */
function driftOf(row: Pick<Submission, "commit" | "checks">, report: CheckReport, waivers: readonly string[]): string | null {
  if (report.commit === null || report.facts.weightsHash === null) return "The model cannot be read any more, so it cannot be pinned.";
  const before = reportOf(row.checks);
  if (before?.facts.weightsHash !== report.facts.weightsHash) return "The weights changed since the checks. Please look again.";
  if (before.facts.templateHash !== report.facts.templateHash) return "The chat template changed since the checks. Please look again.";
  if (row.commit !== report.commit)
    return `The repository changed since the checks (${row.commit?.slice(0, 7)} to ${report.commit.slice(0, 7)}). Please look again.`;
  const open = checksToWaive(report.checks).filter((check) => !waivers.includes(check.id));
  return open.length > 0 ? `Not met any more: ${open.map((check) => checkTitles[check.id]).join(", ")}.` : null;
}

async function backToReview(tx: Transaction, actor: Actor, row: Submission, report: CheckReport, why: string): Promise<void> {
  const change = { checks: report, checkedAt: new Date(), commit: report.commit };
  await moveSubmission(tx, actor, { submission: row, to: "in_review", why, change });
}

async function intoPool(tx: Transaction, actor: Actor, row: Submission, report: CheckReport): Promise<void> {
  const scopes = await scopesInForce(tx, row.id);
  if (scopes.length === 0) throw new Error("An approved submission has no consent in force.");
  await moveSubmission(tx, actor, {
    submission: row,
    to: "admitted",
    why: "Pinned and admitted to the pool.",
    data: { commit: report.commit },
  });
  const data = modelOf(row, report, scopes);
  const listed = await tx.model.findFirst({ where: { hubId: { equals: data.hubId, mode: "insensitive" }, state: "listed" } });
  const model = listed
    ? await tx.model.update({ where: { id: listed.id }, data })
    : await tx.model.create({ data: { slug: await freeSlug(tx, data.hubId), ...data } });
  const mail = admissionMail({ number: row.number, hubId: data.hubId, commit: report.commit, slug: model.slug });
  await enqueue(tx, sendMail, { userId: row.submitterId, ...mail });
}

function modelOf(row: Submission, { resolvedId, commit, facts }: CheckReport, scopes: ConsentScope[]) {
  return {
    submissionId: row.id,
    name: resolvedId.split("/")[1] ?? resolvedId,
    hubId: resolvedId,
    commit,
    weightsHash: facts.weightsHash,
    state: "runnable",
    description: row.description,
    baseModel: row.baseModel || facts.baseModel,
    family: facts.modelType,
    parameters: facts.parameters === null ? null : BigInt(Math.round(facts.parameters)),
    license: facts.licence,
    trainingData: row.trainingData || null,
    person: creditOf(row.person, row),
    institution: row.institution || null,
    country: row.country || null,
    servedAs: resolvedId,
    scopes,
    admittedAt: new Date(),
  } satisfies Prisma.ModelUncheckedUpdateInput;
}
