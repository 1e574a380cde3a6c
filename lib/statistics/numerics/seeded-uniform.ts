/** Where a stream of random numbers stands; moves on as it is used. */
export interface Stream {
  state: number;
}

/**
 * The next whole number of a stream, 0 to 2^32 - 1; they repeat after 2^32 draws.
 * Source: splitmix32, the 32-bit member of G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators" (2014).
 */
export function nextRandom(stream: Stream): number {
  stream.state = (stream.state + 0x9e3779b9) | 0;
  let mixed = stream.state ^ (stream.state >>> 16);
  mixed = Math.imul(mixed, 0x21f0aaad);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x735a2d97);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

/** The next number of a stream in [0, 1), in steps of 2^-32. */
export function nextUniform(stream: Stream): number {
  return nextRandom(stream) / 2 ** 32;
}

/** Uniform numbers in [0, 1) that depend on the seed alone. */
export function seededUniform(seed: number): () => number {
  const stream = { state: seed | 0 };
  return () => nextUniform(stream);
}
