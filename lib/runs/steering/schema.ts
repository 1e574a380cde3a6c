import { z } from "zod";
import { tokenCount } from "../composing/schema";

/** Shapes of what a person asks of a run. Browser-safe. */

/** A maintainer's answer to a run that waits for approval; an empty cap means none. */
export const approveInput = z.object({
  number: z.coerce.number().int().positive().max(2_147_483_647),
  tokenCap: z
    .preprocess((value) => (value === "" || value === undefined ? null : value), z.union([z.null(), tokenCount]))
    .transform((cap) => cap ?? null),
});
export type ApproveInput = z.infer<typeof approveInput>;

export const runReference = z.object({ number: z.coerce.number().int().positive().max(2_147_483_647) });

/** The press that queues a group of failed runs again. */
export const retryGroup = z.object({
  group: z.string().regex(/^[0-9a-f]{16}$/, "This is no group of failures."),
  confirm: z.literal("yes", "Tick the box first: every run of the group is queued again."),
});

/** How the last press on a group went, in the page's address. */
export const retriedGroup = z.object({ retried: z.coerce.number().int().nonnegative(), left: z.coerce.number().int().nonnegative() });
