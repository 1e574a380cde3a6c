import { z } from "zod";
import { AppError } from "@/lib/errors";
import type { Operations } from "@/lib/operations/contract";

/** A text as places and values; the sum of squares is one, or zero where nothing of it is known. */
export interface SparseVector {
  places: Int32Array;
  values: Float64Array;
}

/** Lengths of the pieces of a text, in characters. */
const [shortest, longest] = [3, 5];
/** Places that pieces are hashed to. Enough that the pieces that tell kinds of questions apart seldom meet. */
const places = 2_048;

/** How texts become vectors, as learned on dev. */
export const textFeatures = z.discriminatedUnion("kind", [
  /** How much a piece at each place counts: the rarer, the more; nothing where no text of dev has one. */
  z.object({ kind: z.literal("n-grams"), weights: z.array(z.number()).length(places) }),
  /** What all texts have in common, which is taken away. */
  z.object({ kind: z.literal("embeddings"), center: z.array(z.number()).min(1) }),
]);
export type TextFeatures = z.infer<typeof textFeatures>;

/**
 * Learns how texts become vectors, from the texts that a network learns on.
 * @throws AppError NOT_READY where embeddings are asked for and nobody here makes them
 */
export async function learnFeatures(kind: TextFeatures["kind"], texts: readonly string[], operations: Operations): Promise<TextFeatures> {
  if (kind === "embeddings") {
    const vectors = await embedded(texts, operations);
    const size = vectors[0]?.length ?? 0;
    const center = Array.from(
      { length: size },
      (_, place) => vectors.reduce((sum, vector) => sum + (vector[place] ?? 0), 0) / texts.length,
    );
    return { kind, center };
  }
  const spread = new Float64Array(places);
  for (const text of texts) for (const place of countPieces(text).keys()) spread[place] = (spread[place] ?? 0) + 1;
  const rarity = (seen: number) => (seen === 0 ? 0 : Number(Math.log((1 + texts.length) / seen).toPrecision(6)));
  return { kind, weights: Array.from(spread, rarity) };
}

/**
 * Texts as vectors, same order.
 * @throws AppError NOT_READY where embeddings are asked for and nobody here makes them
 */
export async function vectorsOf(features: TextFeatures, texts: readonly string[], operations: Operations): Promise<SparseVector[]> {
  if (features.kind === "n-grams") return texts.map((text) => weigh(countPieces(text), features.weights));
  const vectors = await embedded(texts, operations);
  return vectors.map((vector) => {
    if (vector.length !== features.center.length) {
      throw new AppError("CONFLICT", "The embedding model is another one than the network was trained on: train the network again.");
    }
    return ofLengthOne(vector.map((value, place) => [place, value - (features.center[place] ?? 0)]));
  });
}

async function embedded(texts: readonly string[], operations: Operations): Promise<number[][]> {
  const distinct = [...new Set(texts)];
  const vectors = new Map<string, number[]>();
  try {
    for (const [place, vector] of (await operations.embed(distinct)).entries()) vectors.set(distinct[place] ?? "", vector);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "NOT_READY") throw error;
    throw new AppError(
      "NOT_READY",
      "Embeddings are chosen as features, but no embedding model is configured here: choose n-grams, or have one added.",
    );
  }
  return texts.map((text) => vectors.get(text) ?? []);
}

function weigh(counts: ReadonlyMap<number, number>, weights: readonly number[]): SparseVector {
  return ofLengthOne([...counts].map(([place, count]) => [place, (1 + Math.log(count)) * (weights[place] ?? 0)]));
}

function ofLengthOne(entries: readonly (readonly [number, number])[]): SparseVector {
  const known = entries.filter(([, value]) => value !== 0);
  const length = Math.sqrt(known.reduce((sum, [, value]) => sum + value ** 2, 0));
  return { places: Int32Array.from(known, ([place]) => place), values: Float64Array.from(known, ([, value]) => value / length) };
}

/** How often pieces of a text fall on each place. */
function countPieces(text: string): Map<number, number> {
  const letters = [...` ${text.toLowerCase().replaceAll(/\s+/g, " ")} `];
  const counts = new Map<number, number>();
  for (let start = 0; start < letters.length; start += 1) {
    let hash = basis;
    for (const [place, letter] of letters.slice(start, start + longest).entries()) {
      hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), prime);
      // The high bits of such a hash are the better mixed ones.
      const bucket = ((hash ^ (hash >>> 15)) >>> 0) % places;
      if (place + 1 >= shortest) counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
    }
  }
  return counts;
}

/** Of the FNV-1a hash with 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/), taken over code points. */
const basis = 0x811c9dc5;
const prime = 0x01000193;
