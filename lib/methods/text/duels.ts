import { z } from "zod";
import type { Generation, Operations, Random, Sampling } from "@/lib/operations/contract";
import { stripThinking } from "@/lib/reading/strip-thinking";
import type { PreparedQuestion } from "@/lib/tasks/schema";
import { askEach, baseRequest, promptRequest, quoteOf } from "../steps/ask";
import { judgingPrompt } from "../steps/prompts";
import type { Standing } from "./reputation";

/** A judge writes one number. Tokens. */
const scoreTokens = 64;

/** Two members, by label, and the question that both answer. */
export interface Duel {
  question: PreparedQuestion;
  members: [string, string];
}

/** A duel with both answers and what the others think of them. */
export interface JudgedDuel extends Duel {
  answers: [Generation, Generation];
  /** Of those judges whose scores of both answers can be read. */
  judgements: { judge: string; scores: [number, number] }[];
  /** Judges of whom at least one score cannot be read. */
  failed: number;
}

interface PairingSettings {
  /** How many of those nearest in reputation an opponent is drawn from. */
  nearest: number;
  /** Probability that it is drawn from all. */
  anybody: number;
}

/**
 * Who meets whom on which question. Questions are dealt in blocks of as many as there are members, one to each; those of the last block
 * that is not full go to anybody.
 */
export function pairUp(
  standings: ReadonlyMap<string, Standing>,
  questions: readonly PreparedQuestion[],
  settings: PairingSettings,
  random: Random,
): Duel[] {
  const labels = [...standings.keys()];
  const whole = questions.length - (questions.length % labels.length);
  let block: string[] = [];
  return questions.flatMap((question, place): Duel[] => {
    if (place < whole && place % labels.length === 0) block = random.shuffle(labels);
    const first = place < whole ? block[place % labels.length] : labels[random.integer(labels.length)];
    if (first === undefined) return [];
    const second = opponentOf(first, standings, settings, random);
    return [{ question, members: [first, second] }];
  });
}

function opponentOf(
  member: string,
  standings: ReadonlyMap<string, Standing>,
  { nearest, anybody }: PairingSettings,
  random: Random,
): string {
  const own = standings.get(member)?.reputation ?? 0;
  const distance = (label: string) => Math.abs((standings.get(label)?.reputation ?? 0) - own);
  const others = [...standings.keys()].filter((label) => label !== member);
  const isOpen = random.next() < anybody;
  // Shuffled first, so that nobody is nearer than others of the same reputation.
  const near = random.shuffle(others).sort((one, other) => distance(one) - distance(other));
  const choice = isOpen ? others : near.slice(0, nearest);
  const chosen = choice[random.integer(choice.length)];
  if (chosen === undefined) throw new Error("A member has nobody to meet.");
  return chosen;
}

/**
 * Has all duels answered, and both answers of each judged apart by every member that takes no part in it.
 * @param models who answers and judges for each member, by label
 */
export async function judgeDuels(
  duels: readonly Duel[],
  models: ReadonlyMap<string, string>,
  { sampling, quoteBudget }: { sampling: Sampling; quoteBudget: number },
  operations: Operations,
): Promise<JudgedDuel[]> {
  const modelOf = (member: string) => models.get(member) ?? member;
  const sides = duels.flatMap(({ question, members }) => members.map((member) => ({ question, member })));
  const answers = await askEach(sides, ({ question, member }) => baseRequest(modelOf(member), question, sampling), operations);
  const judging = { ...sampling, temperature: 0, topP: 1, topK: 0, maxTokens: scoreTokens };
  const asked = duels.flatMap((duel, place) => {
    const judges = [...models.keys()].filter((label) => !duel.members.includes(label));
    return judges.flatMap((judge) => answers.slice(2 * place, 2 * place + 2).map((answer) => ({ judge, answer, duel })));
  });
  const scored = await askEach(
    asked,
    ({ judge, answer, duel }) => ({
      ...promptRequest(modelOf(judge), judgingPrompt(duel.question.prompt, quoteOf(answer.generation)), judging),
      quoteBudget,
    }),
    operations,
  );
  const byDuel = Map.groupBy(scored, ({ duel }) => duel);
  return duels.map((duel, place) => {
    const [first, second] = answers.slice(2 * place, 2 * place + 2);
    if (!first || !second) throw new Error("A duel has no answers.");
    const byJudge = Map.groupBy(byDuel.get(duel) ?? [], ({ judge }) => judge);
    const judgements = [...byJudge].flatMap(([judge, [one, other]]): JudgedDuel["judgements"] => {
      const [mine, theirs] = [readScore(one?.generation.text ?? ""), readScore(other?.generation.text ?? "")];
      return mine === null || theirs === null ? [] : [{ judge, scores: [mine, theirs] }];
    });
    return { ...duel, answers: [first.generation, second.generation], judgements, failed: byJudge.size - judgements.length };
  });
}

const scoreObject = z.object({ score: z.number().min(1).max(10) });

/** The score that a judge wrote: the whole text is a JSON object that holds it, or such an object in a fence; null for all else. */
export function readScore(text: string): number | null {
  const { visible } = stripThinking(text);
  const [, fenced] = /^```(?:json)?\s*(\{.*\})\s*```$/s.exec(visible) ?? [];
  try {
    return scoreObject.safeParse(JSON.parse(fenced ?? visible)).data?.score ?? null;
  } catch {
    return null;
  }
}

/** The mean of the judges' scores of both answers, each judge with the weight of its reputation; null where nobody judged. */
export function weighJudgements(
  { judgements }: Pick<JudgedDuel, "judgements">,
  standings: ReadonlyMap<string, Standing>,
): [number, number] | null {
  if (judgements.length === 0) return null;
  const weights = judgements.map(({ judge }) => standings.get(judge)?.reputation ?? 0);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const weighted = (side: 0 | 1) => judgements.reduce((sum, { scores }, place) => sum + (weights[place] ?? 0) * scores[side], 0) / total;
  return [weighted(0), weighted(1)];
}
