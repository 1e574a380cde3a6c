import { z } from "zod";

/** Shapes of what a person asks of a job. Browser-safe. */

export const jobName = z.string().regex(/^[0-9a-f]{64}$/, "This is no name of a job.");

/** The press that cancels a job. */
export const cancelJobInput = z.object({
  name: jobName,
  confirm: z.literal("yes", "Tick the box first: what the job has done since its last checkpoint is lost."),
});
