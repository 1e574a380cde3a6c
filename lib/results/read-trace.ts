import { z } from "zod";
import type { Trace } from "@/lib/methods/method";
import { findMethod } from "@/lib/methods/registry";
import type { DecisionLine } from "@/lib/methods/schema";
import { tellDecision } from "@/lib/methods/steps/tell-decision";
import type { ShownResult, ShownStep } from "./schema";

const storedStep = z.object({
  stage: z.string(),
  model: z.string(),
  text: z.string(),
  generation: z.string(),
  choice: z.object({ between: z.array(z.string()), chosen: z.string(), named: z.boolean() }).optional(),
});

const storedTrace = z.object({
  steps: z.array(storedStep),
  decision: z.record(z.string(), z.unknown()),
});

/** Models by label: their names, and whether the reader may see what they wrote. */
export type KnownModels = ReadonlyMap<string, { name: string; shown: boolean }>;

/** Who said what, as stored: labels, and texts of models without consent among them. */
export function stepsOf(trace: unknown): z.infer<typeof storedTrace>["steps"] {
  return storedTrace.parse(trace).steps;
}

/**
 * A stored trace as the reader may see it: labels become names, texts of models without consent are left out.
 * @param methodId Who decided; null where no method of ours did.
 */
export function readTrace(trace: unknown, known: KnownModels, methodId: string | null): Pick<ShownResult, "steps" | "decision"> {
  const { steps, decision } = storedTrace.parse(trace);
  const allShown = steps.every((step) => known.get(step.model)?.shown ?? false);
  return {
    steps: steps.map((step) => showStep(step, known)),
    decision: allShown ? tell({ steps: steps.map(({ choice: _, ...step }) => step), decision: withNames(decision, known) }, methodId) : [],
  };
}

function showStep({ stage, model: label, text, generation, choice }: z.infer<typeof storedStep>, known: KnownModels): ShownStep {
  const nameOf = (each: string) => known.get(each)?.name ?? each;
  const shown = known.get(label)?.shown ?? false;
  const said = shown ? { text, generation: generation || null } : { text: null, generation: null };
  const chose = shown && choice ? { ...choice, between: choice.between.map(nameOf), chosen: nameOf(choice.chosen) } : null;
  return { stage, model: nameOf(label), ...said, choice: chose };
}

function tell(trace: Trace, methodId: string | null): DecisionLine[] {
  const method = methodId === null ? undefined : findMethod(methodId);
  return method ? method.describe(trace) : tellDecision(trace.decision);
}

/** The same with names of models wherever a text or a key is a label. */
function withNames(decision: Record<string, unknown>, known: KnownModels): Record<string, unknown> {
  const nameOf = (text: string) => known.get(text)?.name ?? text;
  const named = (value: unknown): unknown => {
    if (typeof value === "string") return nameOf(value);
    if (Array.isArray(value)) return value.map(named);
    return typeof value === "object" && value !== null ? withNames({ ...value }, known) : value;
  };
  return Object.fromEntries(Object.entries(decision).map(([key, value]) => [nameOf(key), named(value)]));
}
