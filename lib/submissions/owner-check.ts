import { db } from "@/lib/db/client";
import type { Check } from "@/lib/hub/schema";

/**
 * Does the model belong to the account with which its submitter signs in at the Hub? The name is compared as it was at
 * the last sign-in. Anything else is no refusal: a maintainer decides, with a reason.
 */
export async function ownerCheck(userId: string, resolvedId: string): Promise<Check> {
  const account = await db().account.findFirst({ where: { userId, provider: "huggingface" }, select: { username: true } });
  const namespace = resolvedId.split("/")[0] ?? "";
  if (account?.username && account.username.toLowerCase() === namespace.toLowerCase()) {
    return { id: "owner", outcome: "pass", text: `The submitter signs in at the Hub as ${account.username}.`, fix: "" };
  }
  const who = account?.username ? `signs in at the Hub as ${account.username}` : "has not linked an account at the Hub";
  return {
    id: "owner",
    outcome: "warn",
    text: `The model belongs to ${namespace}; the submitter ${who}.`,
    fix: "Link the Hub account that owns the model under “Account”, or tell the maintainers how you belong to it.",
  };
}
