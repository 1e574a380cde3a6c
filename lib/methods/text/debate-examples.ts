import type { Random } from "@/lib/operations/contract";
import { countVotes } from "../steps/count-votes";
import { asRead, type Example, spokenIn } from "../steps/training-text";
import type { Debate } from "./debate";

/** A debate that ended in agreement. */
interface AgreedDebate extends Debate {
  /** What most said in the last round. */
  reading: string;
  /** How they said it. */
  wording: string;
}

/** Those debates whose last round has one reading that more agents share than any other. What is tied agrees on nothing. */
export function agreedAmong(debates: readonly Debate[]): AgreedDebate[] {
  return debates.flatMap((debate) => {
    const [leader, ...tied] = countVotes(debate.rounds.at(-1) ?? []).leaders;
    if (!leader || tied.length > 0) return [];
    const wording = mostFrequent(leader.voters.map(({ generation }) => spokenIn(generation)));
    return [{ ...debate, reading: leader.reading, wording }];
  });
}

/** The first answers of one agent that agree with where their debates ended. */
export function firstAnswers(agreed: readonly AgreedDebate[], place: number): Example[] {
  return agreed.flatMap(({ rounds, reading }) => {
    const first = rounds[0]?.[place];
    return first?.reading === reading ? [{ prompt: asRead(first.request), answer: spokenIn(first.generation) }] : [];
  });
}

/**
 * The last turns of one agent that agree with where their debates ended: the prompts as they were read, with the most frequent
 * wording of what was agreed on.
 * @param share part of those examples in which the agent's first answer had been another one
 */
export function improvedAnswers(agreed: readonly AgreedDebate[], place: number, share: number, random: Random): Example[] {
  const [corrected, kept]: [Example[], Example[]] = [[], []];
  for (const { rounds, reading, wording } of agreed) {
    const [first, last] = [rounds[0]?.[place], rounds.at(-1)?.[place]];
    if (last?.reading !== reading) continue;
    (first?.reading === reading ? kept : corrected).push({ prompt: asRead(last.request), answer: wording });
  }
  return mixed(corrected, kept, share, random);
}

/** As many as there are of both in these parts; where one has none, all of the other. At least one of each that there is. */
function mixed(corrected: readonly Example[], kept: readonly Example[], share: number, random: Random): Example[] {
  if (corrected.length === 0 || kept.length === 0) return [...corrected, ...kept];
  const size = Math.min(corrected.length / share, kept.length / (1 - share));
  return [...drawn(corrected, size * share, random), ...drawn(kept, size * (1 - share), random)];
}

/** So many of them, in their order. */
function drawn(examples: readonly Example[], count: number, random: Random): Example[] {
  // A share of a count is a fraction that rounding may leave just below the whole number that it stands for.
  const whole = Math.max(1, Math.floor(count + 1e-9));
  const chosen = new Set(random.shuffle(examples).slice(0, whole));
  return examples.filter((example) => chosen.has(example));
}

/** Among equally frequent ones the first by its letters, so that the order of the agents does not matter. */
function mostFrequent(texts: readonly string[]): string {
  const counts = [...Map.groupBy(texts, (text) => text)].map(([text, same]) => ({ text, count: same.length }));
  return counts.sort((one, other) => other.count - one.count || (one.text < other.text ? -1 : 1))[0]?.text ?? "";
}
