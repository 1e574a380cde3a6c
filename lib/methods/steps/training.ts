import { z } from "zod";
import type { Operations } from "@/lib/operations/contract";
import { appendixB } from "./decoding";

/** How a method trains, with the paper's values where it has some. */
export function trainingParameters({ epochs, learningRate, batchSize }: { epochs: number; learningRate: number; batchSize: number }) {
  return z
    .strictObject({
      epochs: z
        .number()
        .positive()
        .max(100)
        .default(epochs)
        .meta({ description: "How often all examples are learned from.", source: appendixB }),
      learningRate: z.number().positive().max(1).default(learningRate).meta({ description: "Highest learning rate.", source: appendixB }),
      batchSize: z
        .int()
        .min(1)
        .max(4_096)
        .default(batchSize)
        .meta({ description: "Examples of one step.", unit: "examples", source: appendixB }),
      weights: z
        .enum(["adapter", "all"])
        .default("adapter")
        .meta({ description: "Whether a low-rank adapter learns, or all weights do, which suits the tiniest models.", source: appendixB }),
    })
    .prefault({});
}
export type TrainingSettings = z.infer<ReturnType<typeof trainingParameters>>;

/** Rank and scale of adapters in the paper's Appendix B. */
const adapter = { rank: 64, alpha: 16 };

/** Everything of a training but the model and what it learns from. The seed is the system's. */
export function trainingOf(
  { epochs, learningRate, batchSize, weights }: TrainingSettings,
  purpose: string,
  { random }: Pick<Operations, "random">,
): Omit<Parameters<Operations["train"]>[0], "model" | "objective"> {
  return { epochs, learningRate, batchSize, adapter: weights === "adapter" ? adapter : null, seed: random(purpose).integer(2 ** 31) };
}
