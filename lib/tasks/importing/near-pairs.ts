import { bandCount, bandsOf, numbersOf, shingles, similarityOf } from "./fingerprint";

/** Two texts count as near-equal from this share of common shingles on, when they also hold the same numbers in the same order. */
const nearThreshold = 0.9;

/** Texts that look alike in a band are compared with so many others, so that a common preamble cannot cost hours. */
const comparedAtMost = 200;
/** Comparisons in all, some seconds of work and a bounded memory of what was compared already. */
const comparisonsAtMost = 1_000_000;

export interface NearPair {
  /** The earlier one, and the later one. */
  one: number;
  other: number;
  similarity: number;
}

export interface NearPairs {
  pairs: NearPair[];
  /** Comparisons of texts that look alike which were left out. */
  leftOut: number;
}

/** Remembers what long texts look like, in 40 bytes each, and finds those that are near-equal. */
export class NearIndex {
  private readonly members: number[] = [];
  /** All bands of the first member, then all of the second, and so on; grows by doubling. */
  private bands = new Uint32Array(1_024 * bandCount);

  /** @param index of the question; must grow from call to call */
  add(index: number, text: string): void {
    const bands = bandsOf(text);
    if (!bands) return;
    const end = this.members.push(index) * bandCount;
    if (end > this.bands.length) {
      const larger = new Uint32Array(this.bands.length * 2);
      larger.set(this.bands);
      this.bands = larger;
    }
    this.bands.set(bands, end - bandCount);
  }

  /**
   * Every near-equal pair that `matters`.
   * @param textOf normalised text of a question, read again for the comparison itself
   */
  find(matters: (one: number, other: number) => boolean, textOf: (index: number) => string): NearPairs {
    const compared = new Set<number>();
    const pairs: NearPair[] = [];
    let leftOut = 0;
    let held: { index: number; text: string; shingles: Set<number> } | null = null;
    const read = (index: number) => {
      const text = textOf(index);
      return { index, text, shingles: shingles(text) };
    };
    for (const [one, others] of this.candidates(matters, (count) => (leftOut += count))) {
      for (const other of others) {
        const pair = one * 2 ** 26 + other;
        if (compared.has(pair)) continue;
        if (compared.size >= comparisonsAtMost) {
          leftOut += 1;
          continue;
        }
        compared.add(pair);
        if (held?.index !== one) held = read(one);
        const second = read(other);
        const similarity = similarityOf(held.shingles, second.shingles);
        if (similarity >= nearThreshold && numbersOf(held.text) === numbersOf(second.text)) pairs.push({ one, other, similarity });
      }
    }
    return { pairs: pairs.sort((a, b) => a.one - b.one || a.other - b.other), leftOut };
  }

  /** Questions that share a band with a later one, and these later ones. */
  private *candidates(matters: (one: number, other: number) => boolean, leaveOut: (count: number) => void): Generator<[number, number[]]> {
    for (let band = 0; band < bandCount; band += 1) {
      // Hash and place in one number, because numbers sort without a comparison function.
      const keys = Float64Array.from(this.members, (_, place) => (this.bands[place * bandCount + band] ?? 0) * 2 ** 21 + place).sort();
      let start = 0;
      for (let end = 1; end <= keys.length; end += 1) {
        if (end < keys.length && hashOf(keys[end]) === hashOf(keys[start])) continue;
        const alike = [...keys.subarray(start, end)].map((key) => this.members[key % 2 ** 21] ?? 0);
        for (const [place, one] of alike.entries()) {
          const others = alike.slice(place + 1).filter((other) => matters(one, other));
          if (others.length > comparedAtMost) leaveOut(others.length - comparedAtMost);
          if (others.length > 0) yield [one, others.slice(0, comparedAtMost)];
        }
        start = end;
      }
    }
  }
}

function hashOf(key: number | undefined): number {
  return Math.floor((key ?? 0) / 2 ** 21);
}
