import { z } from "zod";
import { defineJob } from "./job";

/** Ask the Hub about a submission that was sent in; repeated while the Hub cannot be reached. */
export const checkSubmission = defineJob("check-submission", z.object({ submissionId: z.uuid() }));
