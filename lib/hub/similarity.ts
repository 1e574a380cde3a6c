/**
 * How alike two descriptions are, from 0 to 1: Jaccard index of their sets of three consecutive words
 * (w-shingling: Broder, "On the resemblance and containment of documents", 1997). Case and punctuation do not count.
 * Texts of fewer than three words are compared as one shingle.
 */
export function similarity(one: string, other: string): number {
  const left = shingles(one);
  const right = shingles(other);
  if (left.size === 0 || right.size === 0) return 0;
  let shared = 0;
  for (const shingle of left) if (right.has(shingle)) shared += 1;
  return shared / (left.size + right.size - shared);
}

function shingles(text: string): Set<string> {
  const words =
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0) return new Set();
  if (words.length < 3) return new Set([words.join(" ")]);
  return new Set(words.slice(2).map((word, place) => `${words[place]} ${words[place + 1]} ${word}`));
}

/** From here on two descriptions are worth a second look. */
export const nearlyEqual = 0.6;
