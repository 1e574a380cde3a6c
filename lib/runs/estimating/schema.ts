import { z } from "zod";

/** Shapes of what runs are expected to cost. Browser-safe. */

const spread = z.object({ p50: z.number(), p90: z.number() });
/** The middle of what may happen, and what nine of ten cases stay below. */
export type Spread = z.infer<typeof spread>;

/** What a run, or all runs of a launch, are expected to cost; stored with a run when it is launched. */
export const runEstimate = z.object({
  /** Distinct model calls, those that the memo answers included, and how many it answers. */
  calls: z.number(),
  known: z.number(),
  /** Distinct calls of scorers, for results and for methods that ask for scores, and how many the memo knows. */
  scores: z.object({ calls: z.number(), known: z.number() }).default({ calls: 0, known: 0 }),
  /** False where the calls were extrapolated from some of the questions, or depend on what models say. */
  exact: z.boolean(),
  /** Calls that model servers have to answer. */
  requests: spread,
  /** Tokens that they generate for them. */
  tokens: spread,
  /** How long they need if nothing else waits; null while no run has measured it. */
  seconds: spread.nullable(),
  /** Shares of these calls by what is known about the length of their answers: the same model on the same task, something alike, nothing. */
  lengths: z.object({ measured: z.number(), similar: z.number(), guessed: z.number() }),
  draws: z.number(),
});
export type RunEstimate = z.infer<typeof runEstimate>;

/** What all of a run is expected to cost, spent and left, as it was estimated again when a stage of it was over. */
export const estimateAfter = z.object({
  after: z.enum(["learning", "the first answers"]),
  requests: spread,
  tokens: spread,
  seconds: spread.nullable(),
});
export type EstimateAfter = z.infer<typeof estimateAfter>;
