import type { Message, Operations, Sampling } from "@/lib/operations/contract";
import type { PlainMessage } from "@/lib/operations/generate/quotes";
import type { PreparedQuestion } from "@/lib/tasks/schema";
import { type Answered, askEach, baseRequest, quoteOf, wasCut } from "../steps/ask";
import { countVotes } from "../steps/count-votes";
import { aggregationPrompt } from "../steps/prompts";
import { shareOf } from "../steps/share-of";
import { asRead, spokenIn } from "../steps/training-text";

/** One answer of every member to one dev question, and what an aggregator may learn from them. */
export interface AggregationSet {
  question: PreparedQuestion;
  /** What the aggregator reads. */
  prompt: PlainMessage[];
  /** Whether the majority is not wholly right. */
  isHard: boolean;
  /** The first wholly right answer; null where nobody is right. */
  rightAnswer: string | null;
}

/**
 * Has every member answer every dev question several times, and puts together one set from each draw.
 * @param ranked labels of the members, best on dev first: among tied readings, that of the first counts as the majority's
 */
export async function drawSets(
  ranked: readonly string[],
  dev: readonly PreparedQuestion[],
  { samples, sampling, quoteBudget }: { samples: number; sampling: Sampling; quoteBudget: number },
  operations: Operations,
): Promise<AggregationSet[]> {
  const draws = Array.from({ length: samples }, (_, sample) => sample);
  const asked = dev.flatMap((question) => draws.flatMap((sample) => ranked.map((member) => ({ question, sample, member }))));
  const answers = await askEach(
    asked,
    ({ question, sample, member }) => ({ ...baseRequest(member, question, sampling), sample }),
    operations,
  );
  const size = ranked.length;
  return await Promise.all(
    dev.flatMap((question, row) =>
      draws.map((sample) => {
        const start = (row * samples + sample) * size;
        return setOf(question, answers.slice(start, start + size), quoteBudget);
      }),
    ),
  );
}

async function setOf(
  question: PreparedQuestion,
  answers: readonly Answered<{ member: string }>[],
  quoteBudget: number,
): Promise<AggregationSet> {
  const read = answers.map((one) => ({ ...one, reading: question.read(one.generation.text, wasCut(one.generation)) }));
  const scores = await Promise.all(answers.map(({ generation }) => shareOf(question, generation.text, wasCut(generation))));
  const majority = countVotes(read).leaders[0]?.voters[0];
  const isRight = majority !== undefined && scores[read.indexOf(majority)] === 1;
  const right = answers.find((_, place) => scores[place] === 1);
  return {
    question,
    prompt: asRead({ messages: aggregationMessages(question, answers), quoteBudget }),
    isHard: !isRight,
    rightAnswer: right ? spokenIn(right.generation) : null,
  };
}

/** What an aggregator is asked: attempts stand in the order of the members' labels, so that equal pools share it. */
export function aggregationMessages(question: PreparedQuestion, answers: readonly Answered<{ member: string }>[]): Message[] {
  const ordered = answers.toSorted((one, other) => (one.member < other.member ? -1 : 1));
  const attempts = ordered.map(({ generation }) => quoteOf(generation));
  return [{ role: "user", content: aggregationPrompt(question.prompt, attempts) }];
}

/** All of the hard sets, and as many of the others, drawn; in the order of dev. */
export function balanced(sets: readonly AggregationSet[], { random }: Pick<Operations, "random">): AggregationSet[] {
  const [hard, easy] = [sets.filter(({ isHard }) => isHard), sets.filter(({ isHard }) => !isHard)];
  const chosen = new Set([...hard, ...random("sets where the majority is right").shuffle(easy).slice(0, hard.length)]);
  return sets.filter((set) => chosen.has(set));
}
