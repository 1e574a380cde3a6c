import { z } from "zod";
import { defineJob } from "./job";

/** Take out the results that rest on quarantined generations, first to last id, and have them made again. */
export const redoResults = defineJob("redo-results", z.object({ first: z.string(), last: z.string(), reason: z.string() }));
