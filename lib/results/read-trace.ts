import { z } from "zod";
import { describeDecision } from "./describe-decision";
import type { ShownResult } from "./schema";

const storedTrace = z.object({
  steps: z.array(z.object({ stage: z.string(), model: z.string(), text: z.string(), generation: z.string() })),
  decision: z.record(z.string(), z.unknown()),
});

/** Models by label: their names, and whether the reader may see what they wrote. */
export type KnownModels = ReadonlyMap<string, { name: string; shown: boolean }>;

/** A stored trace as the reader may see it: labels become names, texts of models without consent are left out. */
export function readTrace(trace: unknown, known: KnownModels): Pick<ShownResult, "steps" | "decision"> {
  const { steps, decision } = storedTrace.parse(trace);
  const allShown = steps.every((step) => known.get(step.model)?.shown ?? false);
  return {
    steps: steps.map((step) => {
      const model = known.get(step.model);
      const said = model?.shown ? { text: step.text, generation: step.generation || null } : { text: null, generation: null };
      return { stage: step.stage, model: model?.name ?? step.model, ...said };
    }),
    decision: allShown ? describeDecision(decision, (text) => known.get(text)?.name ?? text) : [],
  };
}
