import type { GroupedVotes } from "./group-votes";

/** Doubles that are added up together, because each entry is then read once for all of them. */
const doubles = 4;

/**
 * Draws judges with replacement and adds up their votes, many resamples at a time: as many whole numbers share a double of
 * 53 bits as the sums leave room for.
 * @returns a function that fills `halves` with the half wins of the next resample, one number per slot
 */
export function judgeDrawer(grouped: GroupedVotes, uniform: () => number): (halves: Int32Array) => void {
  const { judges, start } = grouped;
  const shared = sharedBy(largestSum(grouped));
  const unit = 2 ** Math.floor(53 / shared);
  const weights = new Float64Array(doubles * judges);
  const sums = new Float64Array(doubles * (start.length - 1));
  const together = doubles * shared;
  let used = together;
  return (halves) => {
    if (used === together) {
      drawWeights(weights, judges, shared, unit, uniform);
      addUp(grouped, weights, sums);
      used = 0;
    }
    takeOut(sums, used % doubles, unit ** Math.floor(used / doubles), unit, halves);
    used += 1;
  };
}

/** No resample can give a slot more than every judge being the one with the most half wins in it. */
function largestSum({ judges, halves }: GroupedVotes): number {
  let largest = 0;
  for (const half of halves) largest = Math.max(largest, half);
  return judges * largest;
}

function sharedBy(largest: number): number {
  return [3, 2, 1].find((count) => largest < 2 ** Math.floor(53 / count)) ?? 1;
}

function drawWeights(weights: Float64Array, judges: number, shared: number, unit: number, uniform: () => number): void {
  weights.fill(0);
  for (let resample = 0; resample < doubles * shared; resample += 1) {
    const amount = unit ** Math.floor(resample / doubles);
    for (let draw = 0; draw < judges; draw += 1) {
      const place = doubles * Math.floor(uniform() * judges) + (resample % doubles);
      weights[place] = (weights[place] ?? 0) + amount;
    }
  }
}

function addUp({ start, judge, halves }: GroupedVotes, weights: Float64Array, sums: Float64Array): void {
  for (let slot = 0; slot + 1 < start.length; slot += 1) {
    const end = start[slot + 1] ?? 0;
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let entry = start[slot] ?? 0; entry < end; entry += 1) {
      const place = doubles * (judge[entry] ?? 0);
      const half = halves[entry] ?? 0;
      a += half * (weights[place] ?? 0);
      b += half * (weights[place + 1] ?? 0);
      c += half * (weights[place + 2] ?? 0);
      d += half * (weights[place + 3] ?? 0);
    }
    sums[doubles * slot] = a;
    sums[doubles * slot + 1] = b;
    sums[doubles * slot + 2] = c;
    sums[doubles * slot + 3] = d;
  }
}

/** The number at one place of each double: what is left below the next unit, in units of its own. All are powers of two. */
function takeOut(sums: Float64Array, column: number, own: number, unit: number, halves: Int32Array): void {
  const [perOwn, perUnit] = [1 / own, 1 / unit];
  for (let slot = 0; slot < halves.length; slot += 1) {
    const above = Math.floor((sums[doubles * slot + column] ?? 0) * perOwn);
    halves[slot] = above - unit * Math.floor(above * perUnit);
  }
}
