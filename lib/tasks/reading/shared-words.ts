const common = new Set([
  "when",
  "where",
  "which",
  "what",
  "does",
  "their",
  "there",
  "with",
  "that",
  "this",
  "have",
  "many",
  "much",
  "from",
  "optio",
]);

/** Share of the words of `asked` that `said` takes up, by their first five letters; words of four letters and numbers count. 0 to 1. */
export function sharedWords(said: string, asked: string): number {
  const stems = (text: string) =>
    new Set(
      (text.toLowerCase().match(/\p{L}{4,}|\d{2,}/gu) ?? [])
        .map((word) => word.replace(/(?<=.{3})(?:ing|ed|es|s)$/, "").slice(0, 5))
        .filter((stem) => !common.has(stem)),
    );
  const wanted = stems(asked);
  const given = stems(said);
  return wanted.size === 0 ? 0 : [...wanted].filter((stem) => given.has(stem)).length / wanted.size;
}
