import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { labelOf } from "@/lib/pool/label";
import { mayShowTexts } from "@/lib/runs/visibility";

/** Who is behind a label in a trace. */
export interface Speaker {
  name: string;
  slug: string;
  /** Whether this reader may read what the model wrote. */
  textsShown: boolean;
}

/** Every model that can speak, routers too, by the label under which traces name it. */
export async function readSpeakers(actor: Actor): Promise<Map<string, Speaker>> {
  const models = await db().model.findMany({
    where: { weightsHash: { not: null } },
    select: { name: true, slug: true, weightsHash: true, state: true, scopes: true },
  });
  return new Map(
    models.flatMap(({ weightsHash, name, slug, ...model }) =>
      weightsHash === null ? [] : [[labelOf(weightsHash), { name, slug, textsShown: mayShowTexts(actor, model) }] as const],
    ),
  );
}
