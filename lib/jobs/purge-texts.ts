import { z } from "zod";
import { defineJob } from "./job";

/** A model that was taken back: that of a submission, or a local one with the line that described it. */
const takenBack = z.union([z.object({ submissionId: z.uuid() }), z.object({ modelId: z.uuid(), description: z.string() })]);
export type TakenBack = z.infer<typeof takenBack>;

/** Which row of the table of models that is. */
export function modelTakenBack(gone: TakenBack): { id: string } | { submissionId: string } {
  return "modelId" in gone ? { id: gone.modelId } : { submissionId: gone.submissionId };
}

/** Delete what a model wrote that was taken back. */
export const purgeTexts = defineJob("purge-texts", takenBack);
