/** What the state of a stream of random numbers grows by with each number. */
export const step = 0x9e3779b9;

/**
 * Makes a random whole number, 0 to 2^32 - 1, of a state.
 * Source: splitmix32, the 32-bit member of G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators" (2014).
 */
export function scramble(state: number): number {
  let mixed = state ^ (state >>> 16);
  mixed = Math.imul(mixed, 0x21f0aaad);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x735a2d97);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

/** Uniform numbers in [0, 1) that depend on the seed alone; 32 bits each, which repeat after 2^32 draws. */
export function seededUniform(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + step) | 0;
    return scramble(state) / 2 ** 32;
  };
}
