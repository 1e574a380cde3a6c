import type { Transaction } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";

/**
 * Keeps what a system learned on dev, once: whoever comes later gets what is stored, so that all runs of a
 * system answer from the same knowledge.
 * @param learned what the method's `prepare` returned; JSON by its contract
 * @returns what is stored now
 */
export async function storeLearned(tx: Transaction, systemId: string, learned: Prisma.InputJsonValue | null): Promise<Prisma.JsonValue> {
  await tx.system.updateMany({
    where: { id: systemId, preparedAt: null },
    data: { learned: learned ?? Prisma.JsonNull, preparedAt: new Date() },
  });
  const { learned: stored } = await tx.system.findUniqueOrThrow({ where: { id: systemId }, select: { learned: true } });
  return stored;
}
