import { z } from "zod";
import { defineJob } from "./job";

/** Pin an approved submission's commit and weights and make it a model of the pool. */
export const admitToPool = defineJob("admit-to-pool", z.object({ submissionId: z.uuid() }));
