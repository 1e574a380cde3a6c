import { z95 } from "../numerics/normal";
import type { Interval } from "../schema";

/** What one member is worth, with a 95 % interval where something was sampled. */
export interface MemberShare extends Interval {
  member: number;
  value: number;
  /** From the draw of orders; 0 where all coalitions were asked. */
  orderError: number;
  /** From the draw of questions; 0 where the value is one number. */
  questionError: number;
}

/**
 * @param perQuestion the member's share on each question
 * @param orderVariance variance of its mean over questions that comes from the drawn orders
 */
export function memberShare(member: number, perQuestion: ArrayLike<number>, orderVariance: number): MemberShare {
  const n = perQuestion.length;
  const value = Array.from(perQuestion).reduce((sum, share) => sum + share, 0) / n;
  const squares = Array.from(perQuestion).reduce((sum, share) => sum + (share - value) ** 2, 0);
  const questionError = n > 1 ? Math.sqrt(squares / (n - 1) / n) : 0;
  const orderError = Math.sqrt(orderVariance);
  const half = z95 * Math.hypot(questionError, orderError);
  return { member, value, orderError, questionError, low: value - half, high: value + half };
}
