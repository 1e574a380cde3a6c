import type { LaunchInput } from "../composing/schema";
import type { RunEstimate } from "../estimating/schema";

/** A few seconds of any model server: below this nobody needs to be asked. */
const tokensAlwaysApproved = 10_000;
const unreadablePercent = 20;

/**
 * Generated tokens after which a run pauses; null for never. Without a word from the maintainer it is twice the careful
 * end of the estimate: an estimate that is off does not stop the work, a model that does not stop talking does.
 */
export function tokenCapOf({ tokenCap }: LaunchInput, estimate: RunEstimate): number | null {
  if (tokenCap === 0) return null;
  return tokenCap ?? Math.max(tokensAlwaysApproved, Math.ceil(2 * estimate.tokens.p90));
}

/** Share of unreadable answers at which a run pauses; null for never. */
export function unreadableShareOf(input: LaunchInput): number | null {
  const percent = input.unreadablePercent ?? unreadablePercent;
  return percent >= 100 ? null : percent / 100;
}
