import { z } from "zod";

/** Shapes of experiments. Browser-safe. */

/** A planned run of single models. Models are named by slug. */
const individualPlan = z.object({
  kind: z.literal("individual"),
  models: z.array(z.string()).min(1),
  split: z.enum(["test", "held_out"]),
  priority: z.number().int(),
});

/** A planned run of a system. */
const systemPlan = z.object({
  kind: z.literal("system"),
  method: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  /** In the order of the pool. */
  models: z.array(z.string()).min(1),
  split: z.enum(["test", "held_out"]),
  priority: z.number().int(),
});

/** What an experiment set out to run. Runs of higher priority come first. */
export const experimentPlan = z.object({
  version: z.literal(1),
  /** Slugs. */
  tasks: z.array(z.string()).min(1),
  questionsPerTask: z.number().int().positive().nullable(),
  devPerTask: z.number().int().positive().nullable(),
  /** Settings of `lib/methods/steps/decoding.ts` for single models; systems have theirs among their parameters. */
  decoding: z.record(z.string(), z.unknown()),
  entries: z.array(z.discriminatedUnion("kind", [individualPlan, systemPlan])).min(1),
});
export type ExperimentPlan = z.infer<typeof experimentPlan>;

/** One line of the list of experiments. */
export interface ExperimentRow {
  slug: string;
  title: string;
  description: string;
  createdAt: Date;
  runs: number;
  done: number;
  failed: number;
}
