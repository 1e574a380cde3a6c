import { type DrawnPatterns, drawPatterns, perPattern, type Stream } from "./draw-patterns";
import { kernel, reserve, rowBytes } from "./row-kernels";

/** Systems that share a row of a table. */
const perRow = rowBytes / Float64Array.BYTES_PER_ELEMENT;

/** Patterns whose tables lie beside each other: their 512 kB stay in a processor's second cache. */
const perTile = 16;
const tableBytes = 256 * rowBytes;

/** Patterns that are drawn before they are summed, so that memory stays bounded. */
const together = 2 ** 24;

/** One memory for all calls, because each reserves gigabytes of addresses. No call finds anything in it, or leaves anything. */
const memory = new WebAssembly.Memory({ initial: 0 });
const spreadRows = kernel("spreadRows", memory);
const sumPatterns = kernel("sumPatterns", memory);
const sumDoubles = kernel("sumDoubles", memory);

/**
 * Sums of scores over resamples of the questions, the same ones for all systems.
 *
 * Of each four questions all 256 sums of up to three times each are made once; then a resample adds one of them for every four
 * questions. Questions that it holds more often are added singly.
 * @param rows one row of scores per system, all of the same length, at least 1
 * @param stream where the random numbers come from
 * @returns one column per system: its sum in each resample
 * Source: the "method of the four Russians", V. Arlazarov et al., Soviet Mathematics Doklady 11 (1970).
 */
export function resampledSums(rows: readonly ArrayLike<number>[], resamples: number, stream: Stream): Float64Array[] {
  const questions = rows[0]?.length ?? 0;
  const width = perTile * Math.ceil(questions / perPattern / perTile);
  const columns = rows.map(() => new Float64Array(resamples));
  const atOnce = Math.max(1, Math.floor(together / width));
  for (let start = 0; start < resamples; start += atOnce) {
    const count = Math.min(atOnce, resamples - start);
    sumUp(
      rows,
      drawPatterns(questions, width, count, stream),
      columns.map((column) => column.subarray(start, start + count)),
    );
  }
  return columns;
}

function sumUp(rows: readonly ArrayLike<number>[], { patterns, extras, starts }: DrawnPatterns, columns: readonly Float64Array[]): void {
  const resamples = starts.length - 1;
  const width = patterns.length / resamples;
  const at = reserve(memory, {
    tables: perTile * tableBytes,
    scores: width * perPattern * rowBytes,
    patterns: patterns.length,
    tileStarts: 4 * resamples,
    tileEnds: 4 * resamples,
    extras: 4 * extras.length,
    starts: 4 * starts.length,
    sums: rowBytes * resamples,
  });
  new Uint8Array(memory.buffer).set(patterns, at.patterns);
  new Int32Array(memory.buffer, at.tileStarts, resamples).set(starts.subarray(0, resamples).map((_, resample) => resample * width));
  new Int32Array(memory.buffer, at.tileEnds, resamples).set(starts.subarray(0, resamples).map((_, resample) => resample * width + perTile));
  new Int32Array(memory.buffer, at.extras, extras.length).set(extras);
  new Int32Array(memory.buffer, at.starts, starts.length).set(starts);
  const scores = new Float64Array(memory.buffer, at.scores, width * perPattern * perRow);
  const sums = new Float64Array(memory.buffer, at.sums, resamples * perRow);
  // The first row of each table, the sum of no question.
  new Uint8Array(memory.buffer, at.tables, perTile * tableBytes).fill(0);
  for (let system = 0; system < rows.length; system += perRow) {
    lay(rows.slice(system, system + perRow), scores);
    sums.fill(0);
    for (let tile = 0; tile < width; tile += perTile) {
      spreadRows(at.scores + tile * perPattern * rowBytes, at.tables, perTile);
      sumPatterns(at.tables, tableBytes, at.patterns + tile, at.tileStarts, at.tileEnds, at.sums, resamples);
    }
    sumDoubles(at.scores, 0, at.extras, at.starts, at.starts + 4, at.sums, resamples);
    columns.slice(system, system + perRow).forEach((column, offset) => {
      for (let resample = 0; resample < resamples; resample += 1) column[resample] = sums[perRow * resample + offset] ?? 0;
    });
  }
}

/** Lays rows of scores beside each other: the scores of all of them for one question are a row of the table. */
function lay(rows: readonly ArrayLike<number>[], scores: Float64Array): void {
  scores.fill(0);
  rows.forEach((row, offset) => {
    for (let question = 0; question < row.length; question += 1) scores[perRow * question + offset] = row[question] ?? 0;
  });
}
