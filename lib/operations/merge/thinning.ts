import { createHash } from "node:crypto";

/**
 * 32-bit numbers that depend on seed, parent, tensor and place alone: two rounds of the integer hash `lowbias32` (Wellons,
 * "Prospecting for Hash Functions", 2018, public domain) of the place, keyed by the SHA-256 of the rest. The programs do the same.
 */
export function randomWords(seed: number, parent: number, name: string, count: number, first = 0): Uint32Array {
  const digest = createHash("sha256").update(`${seed}\n${parent}\n${name}`).digest();
  const [low, high] = [digest.readUInt32BE(0), digest.readUInt32BE(4)];
  return Uint32Array.from({ length: count }, (_, step) => {
    const place = first + step;
    return mix((mix(place ^ low) + (Math.floor(place / 2 ** 32) ^ high)) >>> 0);
  });
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
  const sizes = delta.map(Math.abs);
  const count = Math.max(1, Math.trunc(density * sizes.length));
  const least = sizes.toSorted()[sizes.length - count] ?? 0;
  let left = count - sizes.reduce((larger, size) => larger + Number(size > least), 0);
  for (const [place, size] of sizes.entries()) {
    const kept = size > least || (size === least && left > 0);
    if (size === least) left -= 1;
    if (!kept) delta[place] = 0;
  }
}
