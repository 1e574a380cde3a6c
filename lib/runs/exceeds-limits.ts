import type { Pause } from "./pause-run";

/** When a run pauses for a maintainer; null means never. */
export interface RunLimits {
  /** Completion tokens, over all executions. */
  tokenCap: number | null;
  /** Share of answers that cannot be read, 0 to 1. */
  unreadableShare: number | null;
}

/** Fewer answers say too little about the share of unreadable ones. */
const answersAtLeast = 20;

/** Why a run pauses at the end of a batch; null while it keeps within its limits. */
export function exceedsLimits(limits: RunLimits, spentTokens: number, answers: { total: number; unreadable: number }): Pause | null {
  const { tokenCap, unreadableShare } = limits;
  if (tokenCap !== null && spentTokens > tokenCap) {
    const why = `It has generated ${spentTokens} tokens, more than the ${tokenCap} that were approved.`;
    return { why, data: { limit: "tokens", spent: spentTokens, approved: tokenCap } };
  }
  const share = answers.total === 0 ? 0 : answers.unreadable / answers.total;
  if (unreadableShare !== null && answers.total >= answersAtLeast && share > unreadableShare) {
    const percent = (value: number) => `${Math.round(value * 100)} %`;
    const why = `${answers.unreadable} of ${answers.total} answers (${percent(share)}) cannot be read, more than the ${percent(unreadableShare)} that were approved.`;
    return { why, data: { limit: "unreadable", unreadable: answers.unreadable, answers: answers.total, approved: unreadableShare } };
  }
  return null;
}
