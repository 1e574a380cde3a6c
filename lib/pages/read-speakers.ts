import type { Actor } from "@/lib/auth/actor";
import { readableWeights } from "@/lib/consent/visibility";
import { db } from "@/lib/db/client";
import { derivedLabelsIn, describeDerived } from "@/lib/operations/derived/describe-derived";
import { labelOf } from "@/lib/pool/label";

/** Who is behind a label in a trace. */
export interface Speaker {
  name: string;
  /** Of its page. */
  href: string;
  /** Whether this reader may read what the model wrote. */
  textsShown: boolean;
}

/**
 * Every model that can speak, routers too, by the label under which traces name it, and the derived ones that stand in `stored`:
 * whoever may read all models that one descends from may read it.
 * @param stored traces, or whatever else names derived models
 */
export async function readSpeakers(actor: Actor, stored: unknown): Promise<Map<string, Speaker>> {
  const models = await db().model.findMany({
    where: { weightsHash: { not: null } },
    select: { name: true, slug: true, weightsHash: true, state: true, scopes: true },
  });
  const readable = readableWeights(actor, models);
  const speakers = new Map(
    models.flatMap(({ weightsHash, name, slug }): [string, Speaker][] =>
      weightsHash === null ? [] : [[labelOf(weightsHash), { name, href: `/models/${slug}`, textsShown: readable.has(weightsHash) }]],
    ),
  );
  for (const [label, { name, ancestors }] of await describeDerived(derivedLabelsIn(stored))) {
    speakers.set(label, { name, href: `/derived/${label}`, textsShown: ancestors.every((one) => speakers.get(one)?.textsShown === true) });
  }
  return speakers;
}
