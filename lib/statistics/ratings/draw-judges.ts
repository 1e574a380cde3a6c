import type { Stream } from "../numerics/draw-patterns";
import { kernel, reserve, rowBytes } from "../numerics/row-kernels";
import { scramble, step } from "../numerics/seeded-uniform";
import type { GroupedVotes } from "./group-votes";

/** Resamples that are summed together: whole numbers of a row of a table. */
const together = rowBytes / Int32Array.BYTES_PER_ELEMENT;

/**
 * Draws judges with replacement and adds up their votes.
 * @returns a function that gives how often each outcome occurs in the next resample; the column is used again later
 */
export function judgeDrawer({ judges, judge, start }: GroupedVotes, stream: Stream): () => Int32Array {
  const count = start.length - 1;
  const memory = new WebAssembly.Memory({ initial: 0 });
  const at = reserve(memory, { weights: rowBytes * judges, judge: 4 * judge.length, start: 4 * start.length, sums: rowBytes * count });
  new Int32Array(memory.buffer, at.judge, judge.length).set(judge);
  new Int32Array(memory.buffer, at.start, start.length).set(start);
  const weights = new Int32Array(memory.buffer, at.weights, together * judges);
  const sums = new Int32Array(memory.buffer, at.sums, together * count);
  const sumIntegers = kernel("sumIntegers", memory);
  const columns = Array.from({ length: together }, () => new Int32Array(count));
  let used = together;
  return () => {
    if (used === together) {
      weights.fill(0);
      for (let resample = 0; resample < together; resample += 1) drawJudges(weights, resample, judges, stream);
      sums.fill(0);
      sumIntegers(at.weights, 0, at.judge, at.start, at.start + 4, at.sums, count);
      columns.forEach((column, resample) => {
        for (let outcome = 0; outcome < count; outcome += 1) column[outcome] = sums[together * outcome + resample] ?? 0;
      });
      used = 0;
    }
    used += 1;
    return columns[used - 1] ?? new Int32Array(count);
  };
}

function drawJudges(weights: Int32Array, resample: number, judges: number, stream: Stream): void {
  let { state } = stream;
  const scale = judges / 2 ** 32;
  for (let draw = 0; draw < judges; draw += 1) {
    state = (state + step) | 0;
    const place = together * Math.floor(scramble(state) * scale) + resample;
    weights[place] = (weights[place] ?? 0) + 1;
  }
  stream.state = state;
}
