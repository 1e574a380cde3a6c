import type { Answer } from "@/lib/methods/method";
import { wasCut } from "@/lib/methods/steps/ask";
import type { Operations } from "@/lib/operations/contract";

/** The same operations, which note the keys of texts that ended at the limit of tokens. */
export function noteCuts(operations: Operations, cut: Set<string>): Operations {
  return {
    ...operations,
    generate: async (requests) => {
      const made = await operations.generate(requests);
      for (const generation of made) if (wasCut(generation)) cut.add(generation.key);
      return made;
    },
  };
}

/** Whether an answer is a text that ended at the limit of tokens. */
export function isCut({ text, trace }: Answer, cut: ReadonlySet<string>): boolean {
  return trace.steps.some((step) => step.text === text && cut.has(step.generation));
}
