import type { GroupedVotes } from "./group-votes";

/** Resamples that are added up together, because each entry is then read once for all of them. */
export const together = 4;

/**
 * Draws judges with replacement and adds up their votes, four resamples at a time.
 * @returns a function that fills `sums` with half wins: resample r of slot s at 4 s + r
 */
export function judgeDrawer(grouped: GroupedVotes, uniform: () => number): (sums: Int32Array) => void {
  const { judges } = grouped;
  const weights = new Float64Array(together * judges);
  return (sums) => {
    weights.fill(0);
    for (let resample = 0; resample < together; resample += 1) {
      for (let draw = 0; draw < judges; draw += 1) {
        const place = together * Math.floor(uniform() * judges) + resample;
        weights[place] = (weights[place] ?? 0) + 1;
      }
    }
    addUp(grouped, weights, sums);
  };
}

function addUp({ start, judge, halves }: GroupedVotes, weights: Float64Array, sums: Int32Array): void {
  for (let slot = 0; slot + 1 < start.length; slot += 1) {
    const end = start[slot + 1] ?? 0;
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let entry = start[slot] ?? 0; entry < end; entry += 1) {
      const place = together * (judge[entry] ?? 0);
      const half = halves[entry] ?? 0;
      a += half * (weights[place] ?? 0);
      b += half * (weights[place + 1] ?? 0);
      c += half * (weights[place + 2] ?? 0);
      d += half * (weights[place + 3] ?? 0);
    }
    sums[together * slot] = a;
    sums[together * slot + 1] = b;
    sums[together * slot + 2] = c;
    sums[together * slot + 3] = d;
  }
}
