import { db, type Transaction } from "@/lib/db/client";
import { EngineCorrupt } from "@/lib/serving/errors";
import { holdQuarantine } from "./quarantine-lock";

/** Id of the last text that was quarantined when somebody began to use texts. */
export type QuarantineMark = bigint;

export async function quarantineMark(): Promise<QuarantineMark> {
  const [row] = await db().$queryRaw<{ last: bigint }[]>`SELECT coalesce(max(id), 0)::bigint AS last FROM "QuarantinedGeneration"`;
  return row?.last ?? 0n;
}

/** Texts that something rests on: these, by their keys (hex), or any of these models. */
export type Foundation = { generations: readonly string[] } | { modelIds: readonly string[] };

/**
 * Within the transaction that writes what rests on texts of the memo, before anything else in it.
 * @throws EngineCorrupt when some of them were taken out since the mark, by whichever worker
 */
export async function requireSound(tx: Transaction, since: QuarantineMark, foundation: Foundation): Promise<void> {
  await holdQuarantine(tx);
  const keys = "generations" in foundation ? foundation.generations.map((key) => `\\x${key}`) : [];
  const models = "modelIds" in foundation ? foundation.modelIds : [];
  const [spoiled] = await tx.$queryRaw<{ endpoint: string | null; reason: string }[]>`
    SELECT endpoint, reason FROM "QuarantinedGeneration"
    WHERE id > ${since} AND (key = ANY(${keys}::text[]::bytea[]) OR "modelId" = ANY(${models}::uuid[])) LIMIT 1`;
  if (spoiled) throw new EngineCorrupt(spoiled.endpoint ?? "unknown", spoiled.reason);
}
