import { z } from "zod";
import { checkIds } from "../hub/schema";
import { searchWords } from "../lists/schema";

/** Shapes of decisions. Browser-safe. */
export const decisions = ["approve", "request_changes", "reject"] as const;
export type Decision = (typeof decisions)[number];

const list = <Shape extends z.ZodType>(item: Shape, longest: number) =>
  z.preprocess((value) => (typeof value === "string" ? [value] : (value ?? [])), z.array(item).max(longest));

const reason = z
  .string()
  .max(4000, "The reason has at most 4000 characters.")
  .refine((text) => !text.includes("\u0000"), "The reason contains a NUL character, which cannot be stored.")
  .transform((text) => text.trim())
  .default("");

/** Which entry, and the version of it that the maintainer looked at. */
const entry = z.object({
  number: z.coerce.number().int().positive().max(2_147_483_647),
  version: z.coerce.number().int().nonnegative(),
});

export type Entry = z.output<typeof entry>;

export const decisionForm = entry.extend({
  decision: z.enum(decisions, "Choose what to do: approve, ask for changes, or reject."),
  reason,
  /** Checks that are accepted on purpose although they are not met. */
  waivers: list(z.enum(checkIds), checkIds.length),
});
export type DecisionInput = z.output<typeof decisionForm>;

/** An entry as it was marked in the list: "12.5" is number 12 as it stood at version 5. */
const markedEntry = z
  .string()
  .regex(/^\d+\.\d+$/, "One of the marks cannot be understood. Load the page again.")
  .transform((mark): { number: unknown; version: unknown } => ({ number: mark.split(".")[0], version: mark.split(".")[1] }))
  .pipe(entry);

/** The mark of an entry at the version that a list shows. */
export function markOf({ number, version }: Entry): string {
  return `${number}.${version}`;
}

/** What many entries may be decided to at once: changes are asked for one by one, in words of their own. */
export const bulkDecisions = ["approve", "reject"] as const;

export const bulkForm = z
  .object({
    decision: z.enum(bulkDecisions, "Choose what to do with the marked entries."),
    reason,
    entries: list(markedEntry, 100).refine((entries) => entries.length > 0, "Mark at least one entry."),
  })
  .refine(({ decision, reason }) => decision === "approve" || reason !== "", { path: ["reason"], message: "A rejection needs a reason." });
export type BulkInput = z.output<typeof bulkForm>;

/** What became of each entry of a bulk decision. */
export const bulkOutcome = z.object({
  decision: z.enum(bulkDecisions),
  decided: z.array(z.number()),
  skipped: z.array(entry.extend({ why: z.string() })),
  /** What was written to the submitters, for another try with those that were left. */
  reason: z.string(),
});
export type BulkOutcome = z.infer<typeof bulkOutcome>;

/** What a reader of past decisions asked for. What cannot be understood counts as not chosen. */
export const decisionsView = z.object({
  decision: z.enum(decisions).optional().catch(undefined),
  /** Who decided. */
  person: z.uuid().optional().catch(undefined),
  q: searchWords,
  page: z.coerce.number().int().min(1).max(100_000).catch(1).default(1),
});
export type DecisionsView = z.infer<typeof decisionsView>;
