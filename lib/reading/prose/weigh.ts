/** Weight of each piece of evidence, by its name. */
export type Weights = Readonly<Record<string, number>>;

const leastDoubt = 1e-6;
/** Pieces of evidence that a reason names. */
const mostNamed = 2;
/** What says nothing to a reader. */
const unsaid = /^(?:asked-for|name|plain-word|whole|always|asked-\w+|clear)$/;

/** Something that may be the answer, with what speaks for and against it. */
export interface Candidate {
  /** Candidates of one key are the same value. */
  key: string;
  evidence: readonly string[];
}

/** Key of the candidate that the answer commits to nothing. */
export const nothingKey = "nothing";

/** The log-odds of a candidate, up to a constant of the answer. */
export function weightOf({ evidence }: Candidate, weights: Weights): number {
  return evidence.reduce((sum, name) => sum + (weights[name] ?? 0), 0);
}

/** How likely each candidate is the one that the answer commits to; the shares of all sum to 1. */
function shares(candidates: readonly Candidate[], weights: Weights): number[] {
  const sums = candidates.map((candidate) => weightOf(candidate, weights));
  const most = Math.max(...sums);
  const raised = sums.map((sum) => Math.exp(sum - most));
  const total = raised.reduce((sum, one) => sum + one, 0);
  return raised.map((one) => one / total);
}

/** The same, summed over the candidates of each key. */
export function sharesByKey(candidates: readonly Candidate[], weights: Weights): Map<string, number> {
  const all = shares(candidates, weights);
  const byKey = new Map<string, number>();
  for (const [place, { key }] of candidates.entries()) byKey.set(key, (byKey.get(key) ?? 0) + (all[place] ?? 0));
  return byKey;
}

/** Log-odds of a likelihood, which rounding may have made certain. */
export function logitOf(likelihood: number): number {
  const kept = Math.min(1 - leastDoubt, Math.max(leastDoubt, likelihood));
  return Math.log(kept / (1 - kept));
}

/** The strongest evidence for a candidate, as words. */
export function inWords(evidence: readonly string[], weights: Weights): string {
  const strongest = evidence
    .filter((name) => !unsaid.test(name) && (weights[name] ?? 0) > 0)
    .toSorted((one, other) => (weights[other] ?? 0) - (weights[one] ?? 0))
    .slice(0, mostNamed)
    .map((name) =>
      name
        .replace(/^whole: /, "")
        .replaceAll("-", " ")
        .replaceAll(" & ", " and "),
    );
  return strongest.length === 0 ? "nothing speaks against it" : strongest.join(", ");
}
