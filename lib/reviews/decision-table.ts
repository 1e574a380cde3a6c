import { decisionTitles } from "./labels";
import type { PastDecision } from "./list-decisions";

/** Past decisions as the columns and rows of a file. Times are UTC. */
export function decisionTable(decisions: readonly PastDecision[]): { columns: string[]; rows: (string | number)[][] } {
  return {
    columns: ["decided at (UTC)", "submission", "model", "contributor", "decision", "decided by", "reason", "exceptions", "state now"],
    rows: decisions.map(({ at, submission, decision, by, reason, waivers }) => [
      at.toISOString(),
      submission.number,
      submission.hubId,
      submission.contributor,
      decisionTitles[decision],
      by,
      reason,
      waivers.join(", "),
      submission.state,
    ]),
  };
}
