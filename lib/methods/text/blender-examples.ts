import type { Operations, Sampling } from "@/lib/operations/contract";
import type { PreparedQuestion } from "@/lib/tasks/schema";
import type { Member } from "../method";
import { type Answered, baseAnswers, type MemberQuestion, quoteOf, wasCut } from "../steps/ask";
import { comparisonPrompt, fusionPrompt } from "../steps/prompts";
import { shareOf } from "../steps/share-of";
import { asRead, type Example, spokenIn } from "../steps/training-text";
import { type Candidate, pairsOf } from "./rank-pairs";

/** All answers to one dev question, best on dev first, with what each is worth. */
interface Scored {
  question: PreparedQuestion;
  candidates: (Candidate & { score: number })[];
}

/** An answer as a candidate. */
export function candidateOf({ member, generation }: Answered<MemberQuestion>): Candidate {
  return { member: member.label, generation };
}

/** Everybody's answers to dev, with what they are worth. @param ranked best on dev first */
export async function scoreAnswers(
  ranked: readonly Member[],
  dev: readonly PreparedQuestion[],
  sampling: Sampling,
  operations: Operations,
): Promise<Scored[]> {
  const rows = await baseAnswers(ranked, dev, sampling, operations);
  return await Promise.all(
    dev.map(async (question, place) => ({
      question,
      candidates: await Promise.all(
        (rows[place] ?? []).map(async (answer) => ({
          ...candidateOf(answer),
          score: await shareOf(question, answer.generation.text, wasCut(answer.generation)),
        })),
      ),
    })),
  );
}

/** Every pair of answers of different scores, in both orders, with the letter of the better one. */
export function comparisonsFrom(
  scored: readonly Scored[],
  settings: { comparisons: number; quoteBudget: number },
  { random }: Pick<Operations, "random">,
): Example[] {
  const all = scored.flatMap(({ question, candidates }) => {
    const scores = new Map(candidates.map(({ member, score }) => [member, score]));
    const scoreOf = ({ member }: Candidate) => scores.get(member) ?? 0;
    return pairsOf(candidates).flatMap(({ first, second }) => {
      if (scoreOf(first) === scoreOf(second)) return [];
      const content = comparisonPrompt(question.prompt, quoteOf(first.generation), quoteOf(second.generation));
      return [{ messages: [{ role: "user" as const, content }], answer: scoreOf(first) > scoreOf(second) ? "A" : "B" }];
    });
  });
  const drawn = all.length > settings.comparisons ? random("comparisons").shuffle(all).slice(0, settings.comparisons) : all;
  return drawn.map(({ messages, answer }) => ({ prompt: asRead({ messages, quoteBudget: settings.quoteBudget }), answer }));
}

/** The best candidates, with the right answer where the question states one, or else the best of them where it is worth anything. */
export function fusionsFrom({ question, candidates }: Scored, { top, quoteBudget }: { top: number; quoteBudget: number }): Example[] {
  const best = candidates.toSorted((one, other) => other.score - one.score).slice(0, top);
  const [first] = best;
  const answer = question.gold ?? (first && first.score > 0 ? spokenIn(first.generation) : null);
  if (answer === null) return [];
  const messages = [{ role: "user" as const, content: fusionOf(question.prompt, best) }];
  return [{ prompt: asRead({ messages, quoteBudget }), answer }];
}

/** What a fuser is asked. */
export function fusionOf(question: string, best: readonly Candidate[]) {
  return fusionPrompt(
    question,
    best.map(({ generation }) => quoteOf(generation)),
  );
}
