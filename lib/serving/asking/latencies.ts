/** Latest waits that count, and how many make a judgement. */
const KEPT = 256;
const ENOUGH = 20;
/** The quantile is computed again after so many. */
const STALE = 16;
const QUANTILE = 0.95;

/** How long answers took of late. */
export class Latencies {
  readonly #latest: number[] = [];
  #place = 0;
  #sinceSorted = STALE;
  #slow: number | null = null;

  /** @param milliseconds from sending to the whole answer */
  add(milliseconds: number): void {
    this.#latest[this.#place] = milliseconds;
    this.#place = (this.#place + 1) % KEPT;
    this.#sinceSorted += 1;
  }

  /** Milliseconds within which nineteen of twenty answers came, or null while too few were seen. */
  get slow(): number | null {
    if (this.#latest.length < ENOUGH) return null;
    if (this.#sinceSorted >= STALE) {
      // Typed arrays sort by number without a comparison function, several times as fast.
      const sorted = Float64Array.from(this.#latest).sort();
      this.#slow = sorted[Math.floor(QUANTILE * (sorted.length - 1))] ?? null;
      this.#sinceSorted = 0;
    }
    return this.#slow;
  }
}
