import { z } from "zod";

/** The label of a model that is served here, as a parameter holds it; see `labelOf`. */
export const modelLabel = z.string().regex(/^m-[0-9a-f]{12}$/, "is no model label");
