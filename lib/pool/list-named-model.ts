import type { Transaction } from "@/lib/db/client";
import { hfRepoId } from "@/lib/hub/schema";
import { freeSlug } from "./slug";

/**
 * The model of a Hub ID: the one in use before one that is merely listed; a new listing where nobody knows it. A listing
 * grants nothing: without consent its scores stay hidden from the public.
 * @throws ZodError for a text that is no Hub ID
 */
export async function listNamedModel(
  tx: Transaction,
  text: string,
): Promise<{ id: string; name: string; hubId: string; baseModel: string | null }> {
  const hubId = hfRepoId.parse(text);
  const select = { id: true, name: true, hubId: true, baseModel: true, state: true, weightsHash: true };
  const found = await tx.model.findMany({
    where: { hubId: { equals: hubId, mode: "insensitive" } },
    select,
    orderBy: { admittedAt: "desc" },
  });
  const known = found.find((model) => model.state === "runnable") ?? found[0];
  if (known) return known;
  return tx.model.create({
    data: {
      slug: await freeSlug(tx, hubId),
      name: hubId.split("/")[1] ?? hubId,
      hubId,
      state: "listed",
      description: "",
      notes: "Known from an imported result log only.",
    },
    select,
  });
}
