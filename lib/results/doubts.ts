import { mean } from "@/lib/statistics/numerics/mean";
import { isDoubtful } from "@/lib/tasks/schema";
import type { Doubts } from "./schema";

interface Scored {
  score: number;
  certainty: number | null;
}

/**
 * How many verdicts are doubtful, and between which means the score would lie were each of them the other way: every
 * doubtful answer wrong, or every one of them right.
 * @returns null unless the certainty of every verdict is known
 */
export function doubtsOf(verdicts: readonly Scored[]): Doubts | null {
  if (verdicts.length === 0 || verdicts.some(({ certainty }) => certainty === null)) return null;
  const bound = (otherwise: number) => mean(verdicts.map(({ score, certainty }) => (isDoubtful(certainty) ? otherwise : score)));
  return { doubtful: verdicts.filter(({ certainty }) => isDoubtful(certainty)).length, low: bound(0), high: bound(1) };
}
