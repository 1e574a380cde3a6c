import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { db, patientDb } from "@/lib/db/client";
import { modelTakenBack, type TakenBack } from "@/lib/jobs/purge-texts";
import { findDescendants } from "@/lib/operations/derived/find-descendants";
import { labelOf } from "@/lib/pool/label";

/** JSON of one label of a model, a derived one too, or of a list of them. */
const labelsOnly = '^("[md]-[0-9a-f]{12}"|\\[("[md]-[0-9a-f]{12}"(, )?)*\\])$';

/**
 * Empties the texts that the model of a withdrawn submission, or what was made of it, wrote wherever results hold them: its answers, its steps in
 * traces, what was read from them, and answers of systems that are its words. Of a decision that it had a part in only
 * labels and numbers remain, since everything else may repeat an answer. Scores stay, and are shown to nobody. Safe to run
 * twice.
 * @returns how many results were changed
 */
export async function purgeAnswers(actor: Actor, gone: TakenBack): Promise<number> {
  requirePermission(actor, "model:admit");
  const model = await db().model.findFirst({
    where: { ...modelTakenBack(gone), state: "withdrawn" },
    select: { id: true, weightsHash: true },
  });
  if (!model?.weightsHash) return 0;
  const shared = {
    weightsHash: model.weightsHash,
    state: { in: ["runnable" as const, "quarantined" as const] },
    scopes: { has: "S1_run" as const },
  };
  if ((await db().model.count({ where: shared })) > 0) return 0;
  let changed = 0;
  const descendants = await findDescendants(model.id);
  for (const label of [labelOf(model.weightsHash), ...descendants.map((one) => one.label)]) changed += await purgeSpeaker(model.id, label);
  return changed;
}

/** @param modelId whose consent ended @param label of it, or of what was made of it */
async function purgeSpeaker(modelId: string, label: string): Promise<number> {
  const said = JSON.stringify([{ model: label }]);
  return await patientDb().$executeRaw`
    WITH own AS (
      SELECT result."runId", result."questionId", result.trace->'steps' @> jsonb_build_array(
        jsonb_build_object('model', ${label}::text, 'text', result.answer)) OR run."modelId" IS NOT NULL AS "isTheirs"
      FROM "Result" result JOIN "Run" run ON run.id = result."runId"
      WHERE run.origin = 'here' AND result.trace->'steps' @> ${said}::jsonb
        AND (run."modelId" = ${modelId}::uuid OR run."systemId" IN (
          SELECT system.id FROM "System" system JOIN "PoolMember" member ON member."poolId" = system."poolId" WHERE member."modelId" = ${modelId}::uuid))
    )
    UPDATE "Result" result SET
      answer = CASE WHEN own."isTheirs" THEN '' ELSE answer END,
      parsed = CASE WHEN own."isTheirs" AND parsed IS NOT NULL THEN '' ELSE parsed END,
      "parseReason" = CASE WHEN own."isTheirs" THEN '' ELSE "parseReason" END,
      trace = jsonb_build_object(
        'steps', (
          SELECT jsonb_agg(CASE WHEN step->>'model' = ${label} THEN jsonb_set(step, '{text}', '""') ELSE step END ORDER BY place)
          FROM jsonb_array_elements(trace->'steps') WITH ORDINALITY AS steps(step, place)),
        'decision', (
          SELECT coalesce(jsonb_object_agg(part.key, part.value), '{}') FROM jsonb_each(trace->'decision') part
          WHERE jsonb_typeof(part.value) IN ('number', 'boolean', 'null') OR part.value::text ~ ${labelsOnly}))
    FROM own WHERE result."runId" = own."runId" AND result."questionId" = own."questionId"`;
}
