import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Random } from "./contract";

/**
 * A stream of uniform numbers that depends on seed and purpose alone: xoshiro128** 1.1 (Blackman and Vigna, "Scrambled
 * linear pseudorandom number generators", ACM TOMS 2021; https://prng.di.unimi.it/xoshiro128starstar.c, public domain),
 * its state the first 128 bits of the SHA-256 of both.
 */
export function randomStream(seed: string, purpose: string): Random {
  const next32 = xoshiro128(firstWords(canonicalize([seed, purpose]) ?? ""));
  // 53 bits, the precision of a double.
  const next = () => ((next32() >>> 5) * 2 ** 26 + (next32() >>> 6)) / 2 ** 53;
  const integer = (below: number) => {
    if (!Number.isSafeInteger(below) || below < 1 || below > 2 ** 32) throw new RangeError(`There is no integer below ${below} to draw.`);
    // Draws beyond the last whole multiple are thrown away, so that no number is favoured.
    const limit = 2 ** 32 - (2 ** 32 % below);
    let drawn = next32();
    while (drawn >= limit) drawn = next32();
    return drawn % below;
  };
  return { next, integer, shuffle: (items) => shuffled(items, integer) };
}

/** Fisher-Yates, on a copy. */
function shuffled<T>(items: readonly T[], integer: (below: number) => number): T[] {
  const left = [...items];
  const result: T[] = [];
  while (left.length > 0) result.push(...left.splice(integer(left.length), 1));
  return result;
}

type State = [number, number, number, number];

function firstWords(text: string): State {
  const digest = createHash("sha256").update(text).digest();
  const state: State = [digest.readUInt32BE(0), digest.readUInt32BE(4), digest.readUInt32BE(8), digest.readUInt32BE(12)];
  // The generator stands still on four zeros.
  return state.every((word) => word === 0) ? [1, 0, 0, 0] : state;
}

/** Unsigned 32-bit integers. Exported for the comparison with the published generator. */
export function xoshiro128(start: readonly [number, number, number, number]): () => number {
  let [a, b, c, d] = start;
  return () => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return result;
  };
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
