import type { Actor } from "@/lib/auth/actor";
import { readableWeights } from "@/lib/consent/visibility";
import { db } from "@/lib/db/client";
import { labelOf } from "@/lib/pool/label";

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
  const readable = readableWeights(actor, models);
  return new Map(
    models.flatMap(({ weightsHash, name, slug }) =>
      weightsHash === null ? [] : [[labelOf(weightsHash), { name, slug, textsShown: readable.has(weightsHash) }]],
    ),
  );
}
