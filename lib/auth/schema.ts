import { z } from "zod";
import { searchWords } from "../lists/schema";

/** Shapes of what people send about accounts. Browser-safe. */

const name = z.string().trim().min(1, "Write a name.").max(80, "At most 80 characters.");
const visible = (text: string) => !/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u.test(text);

export const nameSchema = name.refine(visible, "Leave out characters that cannot be seen; some emoji contain them.");

/** Why something is done to somebody's account; it is kept for ever and the person can read it. */
export const reasonSchema = z.string().trim().min(3, "Say why in a few words; the person can read it.").max(500, "At most 500 characters.");

export const roleSchema = z.enum(["contributor", "evaluator", "maintainer", "operator", "auditor"]);
export const providerSchema = z.enum(["huggingface", "github"]);
export type ProviderName = z.infer<typeof providerSchema>;

export const roleChangeSchema = z.strictObject({ personId: z.uuid(), role: roleSchema, why: reasonSchema });
export const standingChangeSchema = z.strictObject({ personId: z.uuid(), why: reasonSchema });

export type RoleChange = z.infer<typeof roleChangeSchema>;
export type StandingChange = z.infer<typeof standingChangeSchema>;

/** What the list of people may be narrowed to; wrong values in an address count as none. */
export const peopleFilterSchema = z.object({
  search: searchWords,
  role: roleSchema.optional().catch(undefined),
  standing: z.enum(["active", "suspended"]).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
});
export type PeopleFilter = z.infer<typeof peopleFilterSchema>;

/** What can go wrong on the way in; `labels.ts` has the words. */
export const signInProblemSchema = z.enum([
  "already-signed-in",
  "account-taken",
  "address-taken",
  "link-expired",
  "link-used",
  "mail-failed",
  "provider-refused",
  "provider-unreachable",
  "refused",
  "suspended",
  "unexpected",
]);
export type SignInProblem = z.infer<typeof signInProblemSchema>;
