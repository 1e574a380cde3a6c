import { createHash } from "node:crypto";

/**
 * 32-bit numbers that depend on seed, parent, tensor and place alone: two rounds of the integer hash `lowbias32` (Wellons,
 * "Prospecting for Hash Functions", 2018, public domain) of the place, keyed by the SHA-256 of the rest. The programs do the same.
 */
export function randomWords(seed: number, parent: number, name: string, count: number, first = 0): Uint32Array {
  const digest = createHash("sha256").update(`${seed}\n${parent}\n${name}`).digest();
  const [low, high] = [digest.readUInt32BE(0), digest.readUInt32BE(4)];
  const words = new Uint32Array(count);
  for (let step = 0; step < count; step += 1) {
    const place = first + step;
    words[step] = mix((mix(place ^ low) + (Math.floor(place / 2 ** 32) ^ high)) >>> 0);
  }
  return words;
}

function mix(word: number): number {
  let mixed = word ^ (word >>> 16);
  mixed = Math.imul(mixed, 0x7feb352d);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x846ca68b);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Keeps a share of the entries, drawn by chance, and scales them up so that the mean stays (DARE). Changes them in place. */
export function dropAtRandom(delta: Float32Array, density: number, seed: number, parent: number, name: string): void {
  if (density >= 1) return;
  const words = randomWords(seed, parent, name, delta.length);
  const limit = Math.trunc(density * 2 ** 32);
  const divisor = Math.fround(density);
  for (let place = 0; place < delta.length; place += 1) {
    delta[place] = (words[place] ?? 0) < limit ? (delta[place] ?? 0) / divisor : 0;
  }
}

/** Keeps the share of the entries that is largest in size; among equal ones the first (TIES). Changes them in place. */
export function keepLargest(delta: Float32Array, density: number): void {
  if (density >= 1) return;
  const sizes = new Float32Array(delta.length);
  for (let place = 0; place < sizes.length; place += 1) sizes[place] = Math.abs(delta[place] ?? 0);
  const count = Math.max(1, Math.trunc(density * sizes.length));
  const sorted = sizes.toSorted();
  const least = sorted[sizes.length - count] ?? 0;
  // Of those that are as large as the least one, as many are kept as the larger ones leave room for.
  let left = sorted.lastIndexOf(least) + 1 - (sizes.length - count);
  for (let place = 0; place < delta.length; place += 1) {
    const size = sizes[place] ?? 0;
    if (size > least) continue;
    if (size < least || left === 0) delta[place] = 0;
    else left -= 1;
  }
}
