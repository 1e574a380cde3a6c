import { z } from "zod";
import { defineJob } from "./job";

/** Delete what the model of a withdrawn submission wrote. */
export const purgeTexts = defineJob("purge-texts", z.object({ submissionId: z.uuid() }));
