import type { DecisionLine } from "@/lib/methods/schema";
import { readTrace } from "@/lib/results/read-trace";
import type { Speaker } from "./read-speakers";

export interface ShownTrace {
  steps: { stage: string; model: string; slug: string | null; text: string | null; generation: string | null }[];
  /** What the method decided, in its own words. */
  decision: DecisionLine[];
  /** True when someone who spoke did not allow texts to be shown; the answer rests on what was said, so it is withheld too. */
  withheld: boolean;
}

/**
 * How an answer came about, as far as the reader may see it, with the pages of those who spoke.
 * @param methodId Who decided; null for a model alone.
 */
export function showTrace(stored: unknown, speakers: ReadonlyMap<string, Speaker>, methodId: string | null): ShownTrace {
  const known = new Map([...speakers].map(([label, { name, textsShown }]) => [label, { name, shown: textsShown }]));
  const slugs = new Map([...speakers.values()].map(({ name, slug }) => [name, slug]));
  const { steps, decision } = readTrace(stored, known, methodId);
  return {
    steps: steps.map((step) => ({ ...step, slug: slugs.get(step.model) ?? null })),
    decision,
    withheld: steps.some((step) => step.text === null),
  };
}
