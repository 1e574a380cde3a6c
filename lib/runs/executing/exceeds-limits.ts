import type { Pause } from "./pause-run";

/** When a run pauses for a maintainer; null means never. */
export interface RunLimits {
  /** Completion tokens, over all executions. */
  tokenCap: number | null;
  /** Share of answers that cannot be read, 0 to 1. */
  unreadableShare: number | null;
}

/** Fewer answers say too little about the share of unreadable ones. */
export const answersAtLeast = 20;

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

/** What the answers of one execution tell about those that are on their way. */
export interface Pace {
  /** Answers that it has recorded, the completion tokens that it has cost until now, and the answers of a batch. */
  answers: number;
  tokens: number;
  batch: number;
  /** Completion tokens of an answer as the launch expected them; null where nobody did. */
  expectedTokens: number | null;
}

/**
 * Whether one more batch may begin beside those under way: while all of them together are expected to keep within the cap,
 * so that a small one is overshot by one batch, as if they came one after the other.
 */
export function leavesRoom({ tokenCap }: RunLimits, spentTokens: number, pace: Pace, underWay: number): boolean {
  if (tokenCap === null) return true;
  const perAnswer = pace.answers === 0 ? pace.expectedTokens : pace.tokens / pace.answers;
  return perAnswer !== null && spentTokens + perAnswer * pace.batch * (underWay + 1) <= tokenCap;
}
