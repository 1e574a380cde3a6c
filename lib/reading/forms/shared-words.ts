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

/** The words of a text that carry its matter, by their first five letters; words of four letters and numbers count. */
export function contentStems(text: string): Set<string> {
  return new Set(
    (text.toLowerCase().match(/\p{L}{4,}|\d{2,}/gu) ?? [])
      .map((word) => word.replace(/(?<=.{3})(?:ing|ed|es|s)$/, "").slice(0, 5))
      .filter((stem) => !common.has(stem)),
  );
}

/** Share of the matter of `asked` that `said` takes up, 0 to 1. */
export function sharedWords(said: string, asked: string): number {
  const wanted = contentStems(asked);
  const given = contentStems(said);
  return wanted.size === 0 ? 0 : [...wanted].filter((stem) => given.has(stem)).length / wanted.size;
}
