import { z } from "zod";
import type { Operations } from "@/lib/operations/contract";
import type { PreparedQuestion } from "@/lib/tasks/schema";
import type { Member } from "../method";
import { baseAnswers, wasCut } from "../steps/ask";
import { type Decoding, decoding, samplingOf } from "../steps/decoding";
import { requireDev } from "../steps/require-dev";
import { requireSamePool } from "../steps/require-same-pool";
import { shareOf } from "../steps/share-of";
import { SimilarTexts } from "./similar-texts";

/** What both methods are asked. */
export const memoryParameters = {
  decoding: decoding.prefault({}),
  neighbours: z.int().min(1).max(200).default(10).meta({
    description: "How many of the most similar development questions say who is asked.",
    unit: "questions",
    source: "this portal",
  }),
  remembered: z.int().min(10).max(20_000).default(2_000).meta({
    description: "How many development questions are remembered; of more, so many are drawn.",
    unit: "questions",
    source: "this portal",
  }),
};

/** Who was right on which dev question. */
export const devMemory = z.object({
  /** Labels, sorted; scores stand in this order. */
  members: z.array(z.string()).min(1),
  questions: z.array(z.object({ prompt: z.string(), scores: z.array(z.number()) })).min(1),
});
type DevMemory = z.infer<typeof devMemory>;

/** Has every member answer dev alone, and remembers who was right on what. */
export async function rememberDev(
  pool: readonly Member[],
  dev: readonly PreparedQuestion[],
  settings: { decoding: Decoding; remembered: number },
  operations: Operations,
): Promise<DevMemory> {
  requireDev(pool, dev);
  const members = pool.toSorted((one, other) => (one.label < other.label ? -1 : 1));
  const all = dev.length > settings.remembered;
  const kept = all ? operations.random("remembered questions").shuffle(dev).slice(0, settings.remembered) : dev;
  operations.stage("dev answers");
  const rows = await baseAnswers(members, kept, samplingOf(settings.decoding), operations);
  operations.stage("dev scores");
  const scores = await Promise.all(
    rows.map((row) => Promise.all(row.map(({ question, generation }) => shareOf(question, generation.text, wasCut(generation))))),
  );
  const questions = kept.map(({ prompt }, place) => ({ prompt, scores: scores[place] ?? [] }));
  return { members: members.map(({ label }) => label), questions };
}

/** Says of each question which member is likely to be right, from those that were right on the most similar dev questions. */
export function orderMembers(
  pool: readonly Member[],
  { members, questions: remembered }: DevMemory,
  neighbours: number,
): (prompt: string) => [string, ...string[]] {
  requireSamePool(pool, members);
  const texts = new SimilarTexts(remembered.map(({ prompt }) => prompt));
  const overall = members.map((_, member) => mean(remembered.map(({ scores }) => ({ weight: 1, score: scores[member] ?? 0 }))));
  return (prompt) => {
    const nearest = texts.nearest(prompt, neighbours);
    const worth = members.map((label, member) => {
      const near = nearest.map(({ place, similarity }) => ({ weight: similarity, score: remembered[place]?.scores[member] ?? 0 }));
      return { label, near: mean(near), overall: overall[member] ?? 0 };
    });
    // Where the neighbours say nothing, all of dev decides.
    const [first, ...others] = worth.sort((one, other) => other.near - one.near || other.overall - one.overall).map(({ label }) => label);
    if (first === undefined) throw new Error("The pool is empty.");
    return [first, ...others];
  };
}

function mean(scores: readonly { weight: number; score: number }[]): number {
  const weight = scores.reduce((sum, one) => sum + one.weight, 0);
  return weight > 0 ? scores.reduce((sum, one) => sum + one.weight * one.score, 0) / weight : 0;
}
