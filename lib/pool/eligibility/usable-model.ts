import type { Prisma } from "@/lib/db/generated/client";
import type { ConsentScope, ModelState } from "@/lib/db/generated/enums";

/** What must be read of a model to know whether it may be used. */
export const usableFields = {
  id: true,
  slug: true,
  name: true,
  state: true,
  weightsHash: true,
  scopes: true,
  submission: { select: { receipts: { select: { withdrawnAt: true } } } },
} satisfies Prisma.ModelSelect;

interface ReadModel {
  state: ModelState;
  scopes: ConsentScope[];
  submission?: { receipts: { withdrawnAt: Date | null }[] } | null;
}

/**
 * The model as it may be used this moment: a receipt that was taken back ends the use before the model itself is
 * marked, which is a chore and may wait.
 */
export function asUsable<Row extends ReadModel>(model: Row): Row {
  const receipts = model.submission?.receipts ?? [];
  const withdrawn = receipts.length > 0 && receipts.every((receipt) => receipt.withdrawnAt !== null);
  return withdrawn ? { ...model, state: "withdrawn", scopes: [] } : model;
}
