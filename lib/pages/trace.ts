import type { DecisionLine } from "@/lib/methods/schema";
import { readTrace } from "@/lib/results/read-trace";
import type { ShownStep } from "@/lib/results/schema";
import type { Speaker } from "./read-speakers";

/** One thing that was said, with the page of who said it. */
interface TracedStep extends ShownStep {
  href: string | null;
  /** What was read of the same speaker before and of this text, where the two differ; null for what cannot be read. */
  change: { from: string | null; to: string | null } | null;
}

export interface ShownTrace {
  steps: TracedStep[];
  /** What the method decided, in its own words. */
  decision: DecisionLine[];
  /** True when someone who spoke did not allow texts to be shown; the answer rests on what was said, so it is withheld too. */
  withheld: boolean;
}

interface Telling {
  /** Who decided; null for a model alone. */
  methodId: string | null;
  /** What an answer to this question says, for comparing: equal answers give equal texts. */
  read(text: string): string | null;
}

/** How an answer came about, as far as the reader may see it, with the pages of those who spoke and where they changed their answers. */
export function showTrace(stored: unknown, speakers: ReadonlyMap<string, Speaker>, { methodId, read }: Telling): ShownTrace {
  const known = new Map([...speakers].map(([label, { name, textsShown }]) => [label, { name, shown: textsShown }]));
  const pages = new Map([...speakers.values()].map(({ name, href }) => [name, href]));
  const { steps, decision } = readTrace(stored, known, methodId);
  const before = new Map<string, string | null>();
  return {
    steps: steps.map((step) => ({ ...step, href: pages.get(step.model) ?? null, change: changeOf(step, before, read) })),
    decision,
    withheld: steps.some((step) => step.text === null),
  };
}

/** @param before what was read of each speaker so far; this step's reading is added */
function changeOf({ model, text, choice }: ShownStep, before: Map<string, string | null>, read: Telling["read"]): TracedStep["change"] {
  if (text === null || choice !== null) return null;
  const to = read(text);
  const from = before.get(model);
  before.set(model, to);
  return from === undefined || from === to ? null : { from, to };
}
