import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Transaction } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { findOrCreatePool } from "@/lib/pool/find-or-create-pool";
import type { Source } from "./schema";
import { familySources } from "./system-sources";

/** A system that another program made and that is known from its logs only. */
export interface ImportedSystem {
  method: { id: string; name: string };
  members: readonly { id: string; name: string; hubId: string; baseModel: string | null }[];
  /** As the log has them. */
  parameters: Readonly<Record<string, unknown>>;
  /** What is known to have had a part in its making beside that. */
  sources: readonly Source[];
}

/** The system of this method, pool and parameters as the other program ran it; never the same as a system of our own. */
export async function findOrCreateImportedSystem(tx: Transaction, system: ImportedSystem): Promise<{ id: string }> {
  const { method, members, parameters } = system;
  const pool = await findOrCreatePool(
    tx,
    members.map((member) => member.id),
  );
  const identity = canonicalize({ imported: "moco", method: method.id, pool: pool.digest, parameters }) ?? "";
  const digest = createHash("sha256").update(identity).digest("hex");
  await tx.system.createMany({
    data: [
      {
        digest,
        slug: `${method.id}-moco-${members.length}-${digest.slice(0, 8)}`,
        name: `${method.name} of ${members.length} (MoCo)`,
        method: method.id,
        poolId: pool.id,
        parameters: JSON.parse(JSON.stringify(parameters)) as Prisma.InputJsonObject,
        sources: [...system.sources, ...familySources(members)],
        imported: true,
      },
    ],
    skipDuplicates: true,
  });
  return tx.system.findUniqueOrThrow({ where: { digest }, select: { id: true } });
}
