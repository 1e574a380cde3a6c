import { z } from "zod";
import type { Split } from "@/lib/tasks/schema";

/** Shapes of what a launch asks for. Browser-safe. */

const runSplits = ["test", "held_out"] as const satisfies readonly Split[];

const list = z.preprocess((value) => (typeof value === "string" ? [value] : (value ?? [])), z.array(z.string().min(1)));
const questionLimit = z.preprocess(
  (value) => (value === "" || value === undefined ? null : value),
  z.coerce
    .number("Give a whole number, or leave it empty for all.")
    .int("Give a whole number.")
    .positive("At least 1, or empty for all.")
    .nullable(),
);

/** A whole number, or nothing where the field is left empty. */
const optionalNumber = (wrong: string) =>
  z.preprocess(
    (value) => (value === "" || value === null ? undefined : value),
    z.coerce.number(wrong).int(wrong).nonnegative(wrong).optional(),
  );

/** Beyond what any run could spend, and still exact as a number. */
const tokensAtMost = 1_000_000_000_000;
export const tokenCount = optionalNumber("Give a whole number of tokens.").refine(
  (tokens) => tokens === undefined || tokens <= tokensAtMost,
  "That is more than any run could spend; give 0 for no limit.",
);

const shared = {
  split: z.enum(runSplits, "Choose the split to evaluate on."),
  /** Slugs; none means all tasks. */
  tasks: list,
  /** Questions per task from the front; null means all. */
  questionsPerTask: questionLimit,
  priority: z.coerce.number().int().default(0),
  /** Each run pauses after so many generated tokens; 0 means never, and without it the estimate decides. */
  tokenCap: tokenCount.optional(),
  /** Each run pauses when more of its answers cannot be read, in percent; 100 means never. */
  unreadablePercent: optionalNumber("Give a whole percentage from 0 to 100.")
    .refine((percent) => percent === undefined || percent <= 100, "Give a whole percentage from 0 to 100.")
    .optional(),
  /** Number of the run that is cancelled because this takes its place. */
  replaces: optionalNumber("This is no number of a run.").optional(),
};

/** What a person or a plan asks to launch. Models are named by slug. */
export const launchInput = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("individual"),
    /** Slugs; the word "all" among them means each runnable model. */
    models: list.refine((models) => models.length > 0, "Choose at least one model."),
    /** How texts are drawn; missing settings take the defaults of the methods. */
    decoding: z.record(z.string(), z.unknown()).default({}),
    ...shared,
  }),
  z.object({
    kind: z.literal("system"),
    method: z.string().min(1, "Choose a method."),
    /** Slugs, in the order of the pool. */
    models: list.refine((models) => models.length > 0, "Choose the members of the pool."),
    parameters: z.record(z.string(), z.unknown()).default({}),
    devPerTask: questionLimit,
    ...shared,
  }),
]);
export type LaunchInput = z.infer<typeof launchInput>;
