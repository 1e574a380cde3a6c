import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { labelOf } from "@/lib/pool/label";
import { mayShowTexts } from "@/lib/runs/watching/visibility";

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
  const speakers = new Map<string, Speaker>();
  for (const { weightsHash, name, slug, ...model } of models) {
    if (weightsHash === null) continue;
    const label = labelOf(weightsHash);
    // The same weights submitted twice speak with one label: a text is shown only when both entries allow it.
    const textsShown = mayShowTexts(actor, model) && (speakers.get(label)?.textsShown ?? true);
    speakers.set(label, { name, slug, textsShown });
  }
  return speakers;
}
