/**
 * Cosine of the angle between two vectors, -1 to 1.
 * @throws RangeError for vectors of different lengths or without length, which have no angle
 */
export function cosine(one: readonly number[], other: readonly number[]): number {
  if (one.length !== other.length) throw new RangeError(`Vectors of ${one.length} and ${other.length} numbers cannot be compared.`);
  const scale = Math.sqrt(product(one, one)) * Math.sqrt(product(other, other));
  if (!(scale > 0) || !Number.isFinite(scale)) throw new RangeError("A vector without length or with an infinite number has no direction.");
  return Math.max(-1, Math.min(1, product(one, other) / scale));
}

function product(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, place) => sum + value * (other[place] ?? 0), 0);
}

/** One minus the mean cosine similarity between a vector and others: 0 for the same text, higher for what nobody else says. */
export function distinctness(vector: readonly number[], others: readonly (readonly number[])[]): number {
  if (others.length === 0) throw new RangeError("Without other answers nothing can differ from them.");
  return 1 - others.reduce((sum, other) => sum + cosine(vector, other), 0) / others.length;
}

/**
 * How alike the answers of several models to one request are: the mean cosine similarity over all pairs of different
 * models (inter-model homogeneity, arXiv 2510.22954). Pairs within one model do not count.
 * @param vectors for each model, one vector per answer
 */
export function homogeneity(vectors: readonly (readonly (readonly number[])[])[]): number {
  const similarities = vectors.flatMap((mine, place) =>
    vectors.slice(place + 1).flatMap((theirs) => mine.flatMap((one) => theirs.map((other) => cosine(one, other)))),
  );
  if (similarities.length === 0) throw new RangeError("Homogeneity needs answers of at least two models.");
  return similarities.reduce((sum, each) => sum + each, 0) / similarities.length;
}
