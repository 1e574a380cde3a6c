import { z } from "zod";

/** Shapes of imported runs. Browser-safe. */

/** What a careful reader should know of a run that was not made here. */
export const caveat = z.object({ id: z.string(), text: z.string() });
export type Caveat = z.infer<typeof caveat>;
