import { createHash } from "node:crypto";
import { normalizeText } from "../normalize-text";
import { type QuestionContent, taskTypeOf } from "../types/registry";

/** Characters in a shingle, the unit in which two texts are compared. */
const shingleLength = 5;
/** Shorter texts are compared for equality only: one other letter in them is often another question. */
export const shortestCompared = 100;
const bins = 64;
/** A pair shares at least one of the bands, of eight bins each, with probability 1 − (1 − s⁸)⁸ at a similarity of s: 0.989 at 0.9. */
export const bandCount = 8;

/**
 * What of a question decides whether it is the same as another: its text and its options in any order, without regard to
 * capitals, spacing, and the shapes of quotes, dashes and Unicode forms. Gold answers play no part.
 */
export function comparableText(content: QuestionContent): string {
  const { text, options } = taskTypeOf(content.taskType).asks(content);
  return [normalizeText(text), ...options.map((option) => normalizeText(option.text)).sort()].join(" ");
}

/** 48 bits of SHA-256 as a whole number: equal texts have equal ones, and their order is as good as random. */
export function textHash(text: string): number {
  return createHash("sha256").update(text).digest().readUIntBE(0, 6);
}

/** Hashes of all shingles of a normalised text, each once. */
export function shingles(text: string): Set<number> {
  const found = new Set<number>();
  for (let start = 0; start + shingleLength <= text.length; start += 1) found.add(shingleAt(text, start));
  return found;
}

function shingleAt(text: string, start: number): number {
  let hash = 0x811c9dc5;
  for (let offset = 0; offset < shingleLength; offset += 1) hash = Math.imul(hash ^ text.charCodeAt(start + offset), 0x01000193);
  return mix(hash);
}

/** Share of shingles that two texts have in common (Jaccard), 0 to 1. */
export function similarityOf(one: ReadonlySet<number>, other: ReadonlySet<number>): number {
  const [few, many] = one.size < other.size ? [one, other] : [other, one];
  let common = 0;
  for (const shingle of few) if (many.has(shingle)) common += 1;
  return common === 0 ? 0 : common / (one.size + other.size - common);
}

/** The numbers in a text, in order: questions that differ in them are made from one template, but are not one question. */
export function numbersOf(text: string): string {
  return text.match(/\d+(?:[.,]\d+)*/g)?.join(" ") ?? "";
}

/**
 * Band hashes of a normalised text for locality-sensitive hashing (one-permutation MinHash with rotation, Li, Owen and
 * Zhang 2012; Shrivastava and Li 2014); null for texts that are compared for equality only.
 */
export function bandsOf(text: string): Uint32Array | null {
  if (text.length < shortestCompared) return null;
  const minima = new Float64Array(bins).fill(Number.POSITIVE_INFINITY);
  for (let start = 0; start + shingleLength <= text.length; start += 1) {
    const hash = shingleAt(text, start);
    const bin = hash % bins;
    if (hash < (minima[bin] ?? 0)) minima[bin] = hash;
  }
  const numbers = Number(textHash(numbersOf(text)) % 0xffffffff);
  const bands = new Uint32Array(bandCount);
  for (let band = 0; band < bandCount; band += 1) {
    let hash = mix(numbers ^ band);
    for (let row = 0; row < bins / bandCount; row += 1) hash = mix(hash ^ filledBin(minima, band * (bins / bandCount) + row));
    bands[band] = hash;
  }
  return bands;
}

/** An empty bin borrows the next full one's minimum, mixed with the distance. */
function filledBin(minima: Float64Array, bin: number): number {
  for (let step = 0; step < bins; step += 1) {
    const value = minima[(bin + step) % bins] ?? Number.POSITIVE_INFINITY;
    if (Number.isFinite(value)) return mix(value + Math.imul(step, 0x9e3779b1));
  }
  return 0;
}

/** Finaliser of MurmurHash3: every bit of the outcome depends on every bit of the number. */
function mix(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
