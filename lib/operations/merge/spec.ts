import { z } from "zod";

/** The merges of weights of one architecture, over whatever names a model. All sums are in F32, in the order of the parents. */
export function mergesOf<Model extends z.ZodType>(model: Model) {
  /** A model and its part in a merge: a factor of its weights, or of what they differ by from those of the base. */
  const parent = z.strictObject({ model, weight: z.number() });
  const parents = z.array(parent).min(1);
  /** Share of the differences that is kept. */
  const density = z.number().gt(0).max(1);
  return z.discriminatedUnion("kind", [
    /** A weighted mean of all weights. */
    z.strictObject({
      kind: z.literal("linear"),
      parents: parents.refine((all) => Math.abs(all.reduce((sum, { weight }) => sum + weight, 0) - 1) < 1e-6, {
        message: "The weights of a mean must add up to 1; for any others say particle.",
      }),
    }),
    /** TIES (arXiv 2306.01708): of each difference from the base the largest entries, and of these the ones of the elected sign. */
    z.strictObject({ kind: z.literal("ties"), base: model, parents, density }),
    /** DARE (arXiv 2311.03099) and TIES: differences from a base, thinned at random, scaled up and freed of conflicts. */
    z.strictObject({
      kind: z.literal("dare_ties"),
      base: model,
      parents,
      density,
      seed: z
        .int()
        .min(0)
        .max(2 ** 32 - 1),
    }),
    /** ExPO (arXiv 2404.16792): start + alpha * (end - start); beyond the end where alpha is above 1. */
    z.strictObject({ kind: z.literal("extrapolate"), start: model, end: model, alpha: z.number() }),
    /**
     * A sum with any factors, not divided by anything. A particle of a search over weights (arXiv 2410.11163) always is such a sum
     * of the models that the search began with, so that no rounding piles up from step to step.
     */
    z.strictObject({ kind: z.literal("particle"), parents }),
  ]);
}

/** A merge: all that decides which weights come out. Models are labels of members, helpers or derived models. */
export const mergeSpec = mergesOf(z.string().min(1));
export type MergeSpec = z.infer<typeof mergeSpec>;
