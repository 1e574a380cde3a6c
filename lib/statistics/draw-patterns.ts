import { scramble, step } from "./seeded-uniform";

/** Questions of which one byte says how often each was drawn: two bits each. */
export const perPattern = 4;

/** The most that two bits hold. */
const most = 3;

/** Resamples of questions, as numbers of rows of tables of sums. */
export interface DrawnPatterns {
  /** Of each resample a row, as many patterns as the questions need or more. */
  patterns: Uint8Array;
  /** Questions that were drawn more often than two bits hold, once for each further time. */
  extras: number[];
  /** The extras of resample r are those from starts[r] to before starts[r + 1]. */
  starts: Int32Array;
}

/** Where a stream of random numbers stands; moves on as it is used. */
export interface Stream {
  state: number;
}

/**
 * Draws as many questions as there are, with replacement, many times.
 *
 * How often each question is drawn is multinomial. Independent Poisson numbers are so, too, once their sum is known. So most of
 * a resample is drawn as Poisson numbers, four from one random number, at a rate so far below 1 that they seldom add up to more
 * than the number of questions (then the resample is drawn again); what they lack is drawn question by question.
 * @param questions at least one
 * @param width patterns of a row, at least a quarter of the questions
 * Source of the relation: L. Devroye, "Non-uniform random variate generation" (1986), section XI.1.4.
 */
export function drawPatterns(questions: number, width: number, resamples: number, stream: Stream): DrawnPatterns {
  const patterns = new Uint8Array(width * resamples);
  const extras: number[] = [];
  const starts = new Int32Array(resamples + 1);
  const table = poissonTable(Math.max(0, 1 - 3 / Math.sqrt(questions)));
  for (let resample = 0; resample < resamples; resample += 1) {
    const row = patterns.subarray(resample * width, (resample + 1) * width);
    const before = extras.length;
    let lacking = drawPoisson(row, extras, questions, table, stream);
    while (lacking < 0) {
      extras.length = before;
      lacking = drawPoisson(row, extras, questions, table, stream);
    }
    drawSingly(row, extras, questions, lacking, stream);
    starts[resample + 1] = extras.length;
  }
  return { patterns, extras, starts };
}

/** How often something of a rate happens, by a uniform number: by its first eight bits where they decide. */
interface PoissonTable {
  /** Of eight bits the count where it is 0 to 3, else `undecided` more than the least that it can be. */
  quick: Uint8Array;
  cumulative: Float64Array;
}

const undecided = 128;

function poissonTable(rate: number): PoissonTable {
  const cumulative = new Float64Array(64);
  for (let count = 0, chance = Math.exp(-rate), sum = 0; count < cumulative.length; count += 1, chance *= rate / count) {
    sum += chance;
    cumulative[count] = sum;
  }
  cumulative[cumulative.length - 1] = 1;
  const quick = Uint8Array.from({ length: 256 }, (_, bits) => {
    const least = countFrom(cumulative, 0, bits / 256);
    return least <= most && (bits + 1) / 256 <= (cumulative[least] ?? 1) ? least : least + undecided;
  });
  return { quick, cumulative };
}

function countFrom(cumulative: Float64Array, least: number, uniform: number): number {
  let count = least;
  while (uniform >= (cumulative[count] ?? 1)) count += 1;
  return count;
}

/** @returns how many draws the resample lacks; below 0 where it has too many */
function drawPoisson(row: Uint8Array, extras: number[], questions: number, { quick, cumulative }: PoissonTable, stream: Stream): number {
  let lacking = questions;
  let { state } = stream;
  for (let place = 0; perPattern * place < questions; place += 1) {
    state = (state + step) | 0;
    const bits = scramble(state);
    const one = quick[bits & 255] ?? 0;
    const two = quick[(bits >>> 8) & 255] ?? 0;
    const three = quick[(bits >>> 16) & 255] ?? 0;
    const four = quick[bits >>> 24] ?? 0;
    const first = perPattern * place;
    if ((one | two | three | four) <= most && first + perPattern <= questions) {
      row[place] = one | (two << 2) | (three << 4) | (four << 6);
      lacking -= one + two + three + four;
      continue;
    }
    let pattern = 0;
    for (let digit = 0; digit < perPattern && first + digit < questions; digit += 1) {
      const known = (bits >>> (8 * digit)) & 255;
      let count = quick[known] ?? 0;
      if (count > most) {
        state = (state + step) | 0;
        count = countFrom(cumulative, count - undecided, (known + scramble(state) / 2 ** 32) / 256);
      }
      for (let extra = most; extra < count; extra += 1) extras.push(first + digit);
      pattern |= Math.min(count, most) << (2 * digit);
      lacking -= count;
    }
    row[place] = pattern;
  }
  stream.state = state;
  return lacking;
}

function drawSingly(row: Uint8Array, extras: number[], questions: number, draws: number, stream: Stream): void {
  const scale = questions / 2 ** 32;
  let { state } = stream;
  for (let draw = 0; draw < draws; draw += 1) {
    state = (state + step) | 0;
    const question = Math.floor(scramble(state) * scale);
    const shift = 2 * (question % perPattern);
    const place = (question - (question % perPattern)) / perPattern;
    const pattern = row[place] ?? 0;
    if (((pattern >> shift) & most) === most) extras.push(question);
    else row[place] = pattern + (1 << shift);
  }
  stream.state = state;
}
