import { meanInterval } from "@/lib/statistics/intervals/mean-interval";
import { mean } from "@/lib/statistics/numerics/mean";
import type { Answers } from "../facts/facts";
import type { Score } from "../schema";

/** A score with the number of the run behind it; null for a mean over tasks. */
export interface Cell extends Score {
  run: number | null;
}

/** Answers stay the same object until their run moves, so that a board after a move computes the moved run's cells only. */
const known = new WeakMap<Answers, Cell>();

/**
 * Score of one task: the mean over its questions. The 95 % interval is Wilson's where every score is 0 or 1,
 * otherwise a bootstrap's.
 */
export function taskCell(answers: Answers, chance: number): Cell {
  const present = known.get(answers);
  if (present?.chance === chance) return present;
  const { mean: score, n, low, high } = meanInterval(answers.scores);
  const cell: Cell = {
    score,
    n,
    interval: [low, high],
    chance,
    soFar: !answers.finished,
    unreadable: answers.unreadable,
    cut: answers.cut,
    mocoScore: answers.mocoScore,
    doubtful: answers.doubts?.doubtful ?? null,
    doubtBounds: answers.doubts && [answers.doubts.low, answers.doubts.high],
    run: answers.runNumber,
  };
  known.set(answers, cell);
  return cell;
}

/** An estimate with its interval. */
export interface Estimate {
  value: number;
  interval: readonly [number, number];
}

/**
 * Unweighted mean of independent estimates with a stratified interval: the distances from each estimate to its own
 * limits add up in squares, low and high apart. This is the method of variance estimates recovery (Zou and Donner,
 * Statistics in Medicine 2008), which keeps Wilson's behaviour near 0 and 1, where a sum of variances would vanish.
 */
export function meanOfEstimates(parts: readonly Estimate[]): Estimate {
  const value = mean(parts.map((part) => part.value));
  const below = Math.hypot(...parts.map((part) => part.value - part.interval[0])) / parts.length;
  const above = Math.hypot(...parts.map((part) => part.interval[1] - part.value)) / parts.length;
  return { value, interval: [value - below, value + above] };
}

/** Mean over the parts of a domain (tasks) or of everything (domains): each part counts the same, whatever its size. */
export function meanCell(parts: readonly Cell[]): Cell {
  const { value, interval } = meanOfEstimates(parts.map((part) => ({ value: part.score, interval: part.interval })));
  return {
    score: value,
    n: parts.reduce((total, part) => total + part.n, 0),
    interval: [interval[0], interval[1]],
    chance: mean(parts.map((part) => part.chance)),
    soFar: parts.some((part) => part.soFar),
    unreadable: parts.reduce((total, part) => total + part.unreadable, 0),
    cut: parts.reduce<number | null>((total, { cut }) => (total === null || cut === null ? null : total + cut), 0),
    mocoScore: meanIfAll(parts.map((part) => part.mocoScore)),
    ...doubtsOfParts(parts),
    run: null,
  };
}

/** Each part moves as far as its own doubtful verdicts could move it. */
function doubtsOfParts(parts: readonly Cell[]): Pick<Cell, "doubtful" | "doubtBounds"> {
  const low = meanIfAll(parts.map((part) => part.doubtBounds?.[0] ?? null));
  const high = meanIfAll(parts.map((part) => part.doubtBounds?.[1] ?? null));
  if (low === null || high === null) return { doubtful: null, doubtBounds: null };
  return { doubtful: parts.reduce((total, part) => total + (part.doubtful ?? 0), 0), doubtBounds: [low, high] };
}

/** Null as soon as one part is unknown: a mean over the others would be another number. */
function meanIfAll(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === values.length && known.length > 0 ? mean(known) : null;
}
