import { z } from "zod";
import { domains, splits } from "../schema";
import { taskTypeNames } from "../types/registry";

const text = z.string().trim().min(1, "is empty");

/** What a person decides about an import; what is left out comes from the file, or from the list of declared tasks. */
export const importChoices = z.object({
  name: text
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "may only have lower-case letters, digits and single dashes")
    .max(100)
    .optional(),
  title: text.max(200).optional(),
  domain: z
    .string()
    .transform((name) => name.replaceAll("-", "_"))
    .pipe(z.enum(domains, `is none of ${domains.map((name) => name.replaceAll("_", "-")).join(", ")}`))
    .optional(),
  license: text.max(200).optional(),
  source: text.max(500).optional(),
  description: text.max(2_000).optional(),
  type: z.enum(taskTypeNames, `is none of ${taskTypeNames.join(", ")}`).optional(),
  /** Share of what it is drawn from that becomes the held-out split, where the file has none. */
  heldOut: z.coerce.number().min(0).max(0.8).default(0.3),
  /** From which side a question goes that stands in two splits. */
  resolveLeaks: z.enum(splits).optional(),
  /** Pairs of near-equal questions in different splits that were looked at and may stay. */
  allowNear: z.coerce.number().int().nonnegative().default(0),
  dropWithoutGold: z.boolean().default(false),
  /** Whether questions leave that stand in one split with different gold answers. */
  dropContradictions: z.boolean().default(false),
});
export type ImportChoices = z.infer<typeof importChoices>;

/** How far an import is. */
export interface ImportProgress {
  stage: "reading" | "checking" | "storing";
  done: number;
  total: number;
  unit: "bytes" | "questions";
}
