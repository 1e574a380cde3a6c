import { z } from "zod";
import { defineJob } from "./job";

/** Take the model of a withdrawn submission out of use. */
export const withdrawFromPool = defineJob("withdraw-from-pool", z.object({ submissionId: z.uuid() }));
