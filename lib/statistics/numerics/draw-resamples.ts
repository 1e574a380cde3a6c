import { nextRandom, nextUniform, type Stream } from "./seeded-uniform";

/**
 * Draws as many questions as there are, with replacement, many times.
 *
 * How often each question is drawn is multinomial. Independent Poisson numbers are so, too, once their sum is known. So most of
 * a resample is drawn as Poisson numbers, four from one random number, at a rate so far below 1 that they seldom add up to more
 * than the number of questions (then the resample is drawn again); what they lack is drawn question by question.
 * @param questions at least one
 * @returns a function that gives how often each question is in the next resample; the array is used again
 * Source of the relation: L. Devroye, "Non-uniform random variate generation" (1986), section XI.1.4.
 */
export function resampleDrawer(questions: number, stream: Stream): () => Float64Array {
  const counts = new Float64Array(questions);
  const drawPoisson = poissonDrawer(Math.max(0, 1 - 3 / Math.sqrt(questions)), stream);
  return () => {
    let drawn = drawPoisson(counts);
    while (drawn > questions) drawn = drawPoisson(counts);
    for (; drawn < questions; drawn += 1) {
      const question = Math.floor(nextUniform(stream) * questions);
      counts[question] = (counts[question] ?? 0) + 1;
    }
    return counts;
  };
}

/** What eight bits of a random number do not decide. */
const undecided = -1;

/**
 * A function that fills an array with Poisson numbers of a rate up to 1, and returns their sum. Eight bits of a random number
 * decide nearly always; the others are drawn to the end in a second round.
 */
function poissonDrawer(rate: number, stream: Stream): (counts: Float64Array) => number {
  const cumulative = poissonCumulative(rate);
  const decided = Int8Array.from({ length: 256 }, (_, bits) => {
    const count = countAt(cumulative, bits / 256);
    return count <= 3 && (bits + 1) / 256 <= (cumulative[count] ?? 1) ? count : undecided;
  });
  return (counts) => {
    const whole = counts.length - (counts.length % 4);
    const open: number[] = [];
    let sum = 0;
    for (let question = 0; question < whole; question += 4) {
      const random = nextRandom(stream);
      for (let digit = 0; digit < 4; digit += 1) {
        const bits = (random >>> (8 * digit)) & 255;
        const count = decided[bits] ?? undecided;
        counts[question + digit] = count;
        if (count === undecided) open.push(question + digit, bits);
        else sum += count;
      }
    }
    for (let entry = 0; entry < open.length; entry += 2) {
      const count = countAt(cumulative, ((open[entry + 1] ?? 0) + nextUniform(stream)) / 256);
      counts[open[entry] ?? 0] = count;
      sum += count;
    }
    for (let question = whole; question < counts.length; question += 1) {
      const count = countAt(cumulative, nextUniform(stream));
      counts[question] = count;
      sum += count;
    }
    return sum;
  };
}

/** Chances of at most 0, 1, 2 ... for a rate up to 1: far more of them than can be told from 1. */
function poissonCumulative(rate: number): Float64Array {
  const cumulative = new Float64Array(64).fill(1);
  let sum = 0;
  let chance = Math.exp(-rate);
  for (let count = 0; count < 32; count += 1) {
    sum += chance;
    cumulative[count] = Math.min(1, sum);
    chance *= rate / (count + 1);
  }
  return cumulative;
}

/** The Poisson number of a uniform number, by inversion. */
function countAt(cumulative: Float64Array, uniform: number): number {
  let count = 0;
  while (uniform >= (cumulative[count] ?? 1)) count += 1;
  return count;
}
