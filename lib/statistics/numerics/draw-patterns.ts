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
  const poisson = poissonOf(questions);
  for (let resample = 0; resample < resamples; resample += 1) {
    const row = patterns.subarray(resample * width, (resample + 1) * width);
    const before = extras.length;
    let drawn = drawPoisson(row, extras, poisson, stream);
    while (drawn > questions) {
      extras.length = before;
      drawn = drawPoisson(row, extras, poisson, stream);
    }
    drawSingly(row, extras, questions, questions - drawn, stream);
    starts[resample + 1] = extras.length;
  }
  return { patterns, extras, starts };
}

/** Eight bits of a random number that do not decide a count stand for this and the least that it can be. */
const undecided = 128;

/** What drawing Poisson numbers needs; `places` and `bits` are of the patterns that are left open. */
interface Poisson {
  questions: number;
  cumulative: Float64Array;
  quick: Uint8Array;
  places: Int32Array;
  bits: Int32Array;
}

function poissonOf(questions: number): Poisson {
  const cumulative = poissonCumulative(Math.max(0, 1 - 3 / Math.sqrt(questions)));
  const quick = Uint8Array.from({ length: 256 }, (_, bits) => {
    const least = countFrom(cumulative, 0, bits / 256);
    return least <= most && (bits + 1) / 256 <= (cumulative[least] ?? 1) ? least : least + undecided;
  });
  const size = Math.ceil(questions / perPattern) + 1;
  return { questions, cumulative, quick, places: new Int32Array(size), bits: new Int32Array(size) };
}

/**
 * Draws a Poisson number for each question. Eight bits of a random number decide nearly always; the others are looked at in
 * a second round, so that the first one takes no turns that a processor cannot foresee.
 * @returns their sum
 */
function drawPoisson(row: Uint8Array, extras: number[], poisson: Poisson, stream: Stream): number {
  const { questions, cumulative } = poisson;
  const whole = questions - (questions % perPattern);
  let drawn = drawQuickly(row, whole / perPattern, extras, poisson, stream);
  row.fill(0, whole / perPattern);
  for (let question = whole; question < questions; question += 1) {
    stream.state = (stream.state + step) | 0;
    const count = countFrom(cumulative, 0, scramble(stream.state) / 2 ** 32);
    setCount(row, extras, question, count);
    drawn += count;
  }
  return drawn;
}

function drawQuickly(row: Uint8Array, whole: number, extras: number[], poisson: Poisson, stream: Stream): number {
  const { quick, places, bits } = poisson;
  let { state } = stream;
  let open = 0;
  let sum = 0;
  for (let place = 0; place < whole; place += 1) {
    state = (state + step) | 0;
    const random = scramble(state);
    const one = quick[random & 255] ?? 0;
    const two = quick[(random >>> 8) & 255] ?? 0;
    const three = quick[(random >>> 16) & 255] ?? 0;
    const four = quick[random >>> 24] ?? 0;
    row[place] = (one & most) | ((two & most) << 2) | ((three & most) << 4) | ((four & most) << 6);
    sum += one + two + three + four;
    places[open] = place;
    bits[open] = random;
    open += (one | two | three | four) >>> 7;
  }
  stream.state = state;
  return sum + drawOpen(row, open, extras, poisson, stream);
}

/** @returns how far the sum of the first round is off */
function drawOpen(row: Uint8Array, open: number, extras: number[], { cumulative, quick, places, bits }: Poisson, stream: Stream): number {
  let { state } = stream;
  let change = 0;
  for (let entry = 0; entry < open; entry += 1) {
    const place = places[entry] ?? 0;
    const random = bits[entry] ?? 0;
    for (let digit = 0; digit < perPattern; digit += 1) {
      const first = (random >>> (8 * digit)) & 255;
      const known = quick[first] ?? 0;
      if (known < undecided) continue;
      state = (state + step) | 0;
      const count = countFrom(cumulative, known - undecided, (first + scramble(state) / 2 ** 32) / 256);
      setCount(row, extras, perPattern * place + digit, count);
      change += count - known;
    }
  }
  stream.state = state;
  return change;
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

function setCount(row: Uint8Array, extras: number[], question: number, count: number): void {
  const shift = 2 * (question % perPattern);
  const place = (question - (question % perPattern)) / perPattern;
  row[place] = ((row[place] ?? 0) & ~(most << shift)) | (Math.min(count, most) << shift);
  for (let extra = most; extra < count; extra += 1) extras.push(question);
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

function countFrom(cumulative: Float64Array, least: number, uniform: number): number {
  let count = least;
  while (uniform >= (cumulative[count] ?? 1)) count += 1;
  return count;
}
