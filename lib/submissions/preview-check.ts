import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { AppError } from "@/lib/errors";
import { checkModel } from "@/lib/hub/check-model";
import { type Hub, hub } from "@/lib/hub/client";
import { type CheckReport, hfRepoId, hubRevision, typedHubId } from "@/lib/hub/schema";
import { takeTurn } from "@/lib/hub/take-turn";
import { knownEntries } from "./known-entries";
import { ownerCheck } from "./owner-check";
import { withRevision } from "./schema";

const previewFields = z.object({
  hubId: z.string().max(2_000).transform(typedHubId).pipe(hfRepoId),
  revision: z.string().trim().pipe(hubRevision).default(""),
  description: z.string().max(1_000).default(""),
  submissionId: z.union([z.literal(""), z.uuid()]).default(""),
});
const previewRequest = z.preprocess(withRevision, previewFields);

/**
 * The checks while somebody is still typing; nothing is stored.
 * @throws AppError SIGN_IN_REQUIRED, TOO_MANY_REQUESTS (60 a minute and person), INVALID_INPUT for a malformed ID
 */
export async function previewCheck(actor: Actor, input: unknown, source?: Hub): Promise<CheckReport> {
  requirePermission(actor, "submission:create");
  if (actor.kind !== "user") throw new AppError("NOT_ALLOWED", "Only a person can ask for checks.");
  const outcome = previewRequest.safeParse(input);
  if (!outcome.success) throw new AppError("INVALID_INPUT", outcome.error.issues[0]?.message ?? "Write the model ID as owner/name.");
  takeTurn(`preview:${actor.userId}`, 60);
  const { submissionId, ...request } = outcome.data;
  const known = await knownEntries({ submissionId, hubId: request.hubId, submittedAt: null });
  const report = await checkModel(source ?? hub(AbortSignal.timeout(20_000)), request, known);
  return { ...report, checks: [...report.checks, await ownerCheck(actor.userId, report.resolvedId)] };
}
