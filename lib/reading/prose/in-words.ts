import type { Weights } from "./weigh";

/** Pieces of evidence that are told. */
const told = 2;
/** What says nothing to a reader. */
const unsaid = /^(?:asked-for|name|plain-word|whole|always|asked-\w+|clear)$/;

/** The strongest evidence for a candidate, as words. */
export function inWords(evidence: readonly string[], weights: Weights): string {
  const strongest = evidence
    .filter((name) => !unsaid.test(name) && (weights[name] ?? 0) > 0)
    .toSorted((one, other) => (weights[other] ?? 0) - (weights[one] ?? 0))
    .slice(0, told)
    .map((name) =>
      name
        .replace(/^whole: /, "")
        .replaceAll("-", " ")
        .replaceAll(" & ", " and "),
    );
  return strongest.length === 0 ? "nothing speaks against it" : strongest.join(", ");
}
