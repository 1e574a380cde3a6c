/**
 * A condition on a column of text: it contains the words as they were typed, in large or small letters. The signs that a
 * pattern would give a meaning (%, _ and \) stand for themselves.
 */
export function containing(words: string): { contains: string; mode: "insensitive" } {
  return { contains: words.replace(/[\\%_]/g, "\\$&"), mode: "insensitive" };
}
