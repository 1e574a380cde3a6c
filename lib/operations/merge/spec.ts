import { z } from "zod";

/** A model and its part in a merge. */
const parent = z.strictObject({
  /** Label of a member, a helper or a derived model. */
  model: z.string().min(1),
  /** Factor of its weights, or of what they differ by from those of the base. */
  weight: z.number(),
});

/** A merge of weights of one architecture: all that decides which weights come out. */
export const mergeSpec = z.discriminatedUnion("kind", [
  /** A weighted mean of all weights. */
  z.strictObject({ kind: z.literal("linear"), parents: z.array(parent).min(1) }),
  /** DARE (arXiv 2311.03099) and TIES (arXiv 2306.01708): differences from a base, thinned at random and freed of conflicts. */
  z.strictObject({
    kind: z.literal("dare_ties"),
    base: z.string().min(1),
    parents: z.array(parent).min(1),
    /** Share of the differences that is kept, 0 to 1. */
    density: z.number().gt(0).max(1),
    seed: z.int().min(0),
  }),
]);
export type MergeSpec = z.infer<typeof mergeSpec>;
