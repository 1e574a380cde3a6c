/** Lengths of the pieces by which texts are compared, in characters. */
const [shortest, longest] = [3, 5];

/** How much weight each piece of a text has; the sum of squares is one. */
type Vector = ReadonlyMap<string, number>;

/**
 * Finds the texts that are most like another one, by the pieces of three to five characters that they share; a piece counts the more
 * the fewer texts have it (cosine of tf-idf). Needs no model, and gives the same everywhere.
 */
export class SimilarTexts {
  readonly #count: number;
  readonly #texts: readonly Vector[];
  /** In how many of the texts each piece stands. */
  readonly #spread = new Map<string, number>();
  /** Places of the texts that have a piece, with its weight there. */
  readonly #found = new Map<string, { place: number; weight: number }[]>();

  constructor(texts: readonly string[]) {
    this.#count = texts.length;
    const pieces = texts.map(countPieces);
    for (const counts of pieces) for (const piece of counts.keys()) this.#spread.set(piece, (this.#spread.get(piece) ?? 0) + 1);
    this.#texts = pieces.map((counts) => this.#weigh(counts));
    for (const [place, vector] of this.#texts.entries()) {
      for (const [piece, weight] of vector) {
        const list = this.#found.get(piece) ?? [];
        list.push({ place, weight });
        this.#found.set(piece, list);
      }
    }
  }

  /** The `most` texts that are most alike, most alike first; of equal ones the earlier. Similarities are from 0 to 1. */
  nearest(text: string, most: number): { place: number; similarity: number }[] {
    const similarities = new Float64Array(this.#count);
    for (const [piece, weight] of this.#weigh(countPieces(text))) {
      for (const there of this.#found.get(piece) ?? [])
        similarities[there.place] = (similarities[there.place] ?? 0) + weight * there.weight;
    }
    return Array.from(similarities, (similarity, place) => ({ place, similarity }))
      .sort((one, other) => other.similarity - one.similarity || one.place - other.place)
      .slice(0, most);
  }

  #weigh(counts: ReadonlyMap<string, number>): Vector {
    const weights = [...counts].map(
      ([piece, count]) => [piece, (1 + Math.log(count)) * Math.log((1 + this.#count) / (1 + (this.#spread.get(piece) ?? 0)))] as const,
    );
    const length = Math.sqrt(weights.reduce((sum, [, weight]) => sum + weight ** 2, 0));
    return new Map(weights.map(([piece, weight]) => [piece, length > 0 ? weight / length : 0]));
  }
}

function countPieces(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  const letters = [...` ${text.toLowerCase().replaceAll(/\s+/g, " ")} `];
  for (let length = shortest; length <= longest; length += 1) {
    for (let start = 0; start + length <= letters.length; start += 1) {
      const piece = letters.slice(start, start + length).join("");
      counts.set(piece, (counts.get(piece) ?? 0) + 1);
    }
  }
  return counts;
}
