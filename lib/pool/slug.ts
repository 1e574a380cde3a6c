import type { Transaction } from "@/lib/db/client";

/** URL names for a Hub ID, the shortest first: its own name, then with the owner. */
export function slugCandidates(hubId: string): string[] {
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "");
  const [owner = "", name = ""] = hubId.split("/");
  const both = plain(`${owner}-${name}`) || "model";
  return [plain(name) || both, both];
}

/** A URL name that no model has or had. Tombstones keep theirs, so a name is never given twice. */
export async function freeSlug(tx: Transaction, hubId: string): Promise<string> {
  const candidates = slugCandidates(hubId);
  for (const candidate of candidates) {
    if (!(await tx.model.findUnique({ where: { slug: candidate }, select: { id: true } }))) return candidate;
  }
  const stem = candidates.at(-1) ?? "model";
  const taken = new Set(
    (await tx.model.findMany({ where: { slug: { startsWith: `${stem}-` } }, select: { slug: true } })).map((row) => row.slug),
  );
  let number = 2;
  while (taken.has(`${stem}-${number}`)) number += 1;
  return `${stem}-${number}`;
}
