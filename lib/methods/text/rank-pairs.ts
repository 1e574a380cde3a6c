import type { Generation, Operations, Sampling } from "@/lib/operations/contract";
import { stripThinking } from "@/lib/reading/strip-thinking";
import type { PreparedQuestion } from "@/lib/tasks/schema";
import type { TraceStep } from "../method";
import { askEach, promptRequest, quoteOf, step } from "../steps/ask";
import { comparisonPrompt } from "../steps/prompts";
import { spokenIn } from "../steps/training-text";

/** A ranker says one letter. Tokens. */
const verdictTokens = 8;

/** What somebody answered. */
export interface Candidate {
  /** Label of the member. */
  member: string;
  generation: Generation;
}

/** Two candidates, in the order in which a ranker reads them. */
export interface Pair {
  first: Candidate;
  second: Candidate;
}

/** How the candidates of one question stand. */
export interface Ranked {
  /** Best first, with the wins that each has; half a win is a comparison without a decision. */
  candidates: (Candidate & { wins: number })[];
  steps: TraceStep[];
  /** Comparisons whose text named neither. */
  unreadable: number;
}

/** All pairs of candidates, each in both orders. Candidates that say the same are no pair: there is nothing to compare. */
export function pairsOf(candidates: readonly Candidate[]): Pair[] {
  return candidates.flatMap((first) =>
    candidates.flatMap((second) =>
      first === second || spokenIn(first.generation) === spokenIn(second.generation) ? [] : [{ first, second }],
    ),
  );
}

/** What a ranker decided: the whole text is the letter A or B. */
export function readVerdict(text: string): "A" | "B" | null {
  const [, letter] = /^[\s*("'.]*([AB])[\s*)"'.:]*$/i.exec(stripThinking(text).visible) ?? [];
  if (letter === undefined) return null;
  return letter.toUpperCase() === "A" ? "A" : "B";
}

/**
 * Has every pair of candidates compared in both orders, since rankers prefer places. A comparison that cannot be read is half a win for
 * both, and so are two for candidates that say the same.
 * @param rows the candidates of each question, best on dev first: among equal ones the first is better
 */
export async function rankPairs(
  ranker: string,
  rows: readonly { question: PreparedQuestion; candidates: readonly Candidate[] }[],
  settings: { sampling: Sampling; quoteBudget: number },
  operations: Operations,
): Promise<Ranked[]> {
  const sampling = { ...settings.sampling, temperature: 0, topP: 1, topK: 0, maxTokens: verdictTokens };
  const asked = rows.flatMap(({ question, candidates }, row) => pairsOf(candidates).map((pair) => ({ ...pair, question, row })));
  const compared = await askEach(
    asked,
    ({ question, first, second }) => ({
      ...promptRequest(ranker, comparisonPrompt(question.prompt, quoteOf(first.generation), quoteOf(second.generation)), sampling),
      quoteBudget: settings.quoteBudget,
    }),
    operations,
  );
  const byRow = Map.groupBy(compared, ({ row }) => row);
  return rows.map(({ candidates }, row) => standingOf(ranker, candidates, byRow.get(row) ?? []));
}

function standingOf(ranker: string, candidates: readonly Candidate[], compared: readonly (Pair & { generation: Generation })[]): Ranked {
  // Two comparisons for each other candidate; those that did not take place are undecided.
  const wins = new Map(candidates.map(({ member }) => [member, candidates.length - 1]));
  const add = ({ member }: Candidate, part: number) => wins.set(member, (wins.get(member) ?? 0) + part);
  let unreadable = 0;
  const steps = compared.map(({ first, second, generation }): TraceStep => {
    const verdict = readVerdict(generation.text);
    const stage = "comparison";
    if (verdict === null) {
      unreadable += 1;
      return step(stage, ranker, generation);
    }
    const [winner, loser] = verdict === "A" ? [first, second] : [second, first];
    add(winner, 0.5);
    add(loser, -0.5);
    const choice = { between: [first.member, second.member], chosen: winner.member, named: true };
    return { ...step(stage, ranker, generation), choice };
  });
  const counted = candidates.map((candidate) => ({ ...candidate, wins: wins.get(candidate.member) ?? 0 }));
  return { candidates: counted.sort((one, other) => other.wins - one.wins), steps, unreadable };
}
