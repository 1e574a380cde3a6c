import { z } from "zod";
import type { Method } from "../method";
import { appendixB, decoding, samplingOf } from "../steps/decoding";
import { requireDev } from "../steps/require-dev";
import { requireSamePool } from "../steps/require-same-pool";
import { swarmParameters } from "../steps/swarm-parameters";
import { type Restart, searchWithSwarm } from "../steps/swarm-search";
import { tellDecision } from "../steps/tell-decision";
import { worthOnDev } from "../steps/worth-on-dev";
import { mergedAnswers } from "./merged-answers";
import { sumOfMembers } from "./sum-of-members";

const parameters = z.strictObject({
  decoding: decoding.prefault({}),
  iterations: z.int().min(1).max(100).default(10).meta({
    description: "How often every particle is measured, the members themselves included.",
    unit: "iterations",
    source: appendixB,
  }),
  ...swarmParameters,
  patience: z.int().min(1).max(100).default(5).meta({
    description: "Iterations without a better best after which the search ends.",
    unit: "iterations",
    source: appendixB,
  }),
  devShare: z
    .number()
    .gt(0)
    .max(1)
    .default(1)
    .meta({
      description: "Share of the development questions on which particles are measured.",
      source: `all of them in ${appendixB}`,
    }),
});

const learned = z.object({
  /** Every member and its part in the best place; the parts sum to one, and may be negative. */
  parts: z.array(z.object({ label: z.string(), part: z.number() })).min(1),
  /** Of the best place on the measured dev questions, 0 to 1, and how many these were. */
  score: z.number(),
  n: z.int(),
});

/** A particle that is no better than two measurements ago goes back to its best and rests; at most every third iteration. MoCo 1.0.0. */
const restart: Restart = {
  isStuck: (scores, sinceRestart) => scores.length > 3 && sinceRestart > 3 && (scores.at(-1) ?? 0) <= (scores.at(-3) ?? 0),
  velocity: (dimensions) => Array.from({ length: dimensions }, () => 0),
  moves: true,
};

/**
 * A particle swarm of weights. Wherever a particle goes, its weights are a sum of those of the members, so a place is the list of
 * their parts: nothing is lost to rounding from step to step, and every place is one merge.
 */
export const modelSwarms: Method<z.infer<typeof parameters>, z.infer<typeof learned>> = {
  id: "model-swarms",
  name: "Model Swarms",
  level: "weight",
  paper: {
    title: "Model Swarms: Collaborative Search to Adapt LLM Experts via Swarm Intelligence",
    url: "https://arxiv.org/abs/2410.11163",
  },
  summary: "The models search weight space together, as a swarm does.",
  how: "Members move through weight space as a particle swarm, drawn to their own best place and to the best of all, away from the worst.",
  learns: "The best place that any particle found on the development questions.",
  needs: { scopes: ["S1_run", "S5_merge"], operations: ["generate", "merge"], minMembers: 2, sameArchitecture: true },
  helpers: [],
  moco: { suffix: "model_swarms" },
  parameters,
  laptop: { settings: { devShare: 0.5 }, why: "Half of the practice questions halve the time and rank the particles as well." },
  learned,

  async prepare(pool, dev, settings, operations) {
    requireDev(pool, dev);
    const labels = pool.map(({ label }) => label).sort();
    const random = operations.random("swarm of weights");
    const mixed = operations.random("questions that measure particles").shuffle(dev);
    const measured = mixed.slice(0, Math.max(1, Math.floor(mixed.length * settings.devShare)));
    const start = labels.map((_, place) => ({
      position: only(place, labels.length),
      velocity: towardsAnother(place, labels.length, random),
    }));
    const bests = await searchWithSwarm(start, settings, restart, random, async (positions, iteration) => {
      operations.stage(`swarm, iteration ${iteration} of ${settings.iterations}`);
      const models = await Promise.all(positions.map((parts) => sumOfMembers(sharesOf(labels, parts), operations)));
      const scores = await worthOnDev(models, measured, samplingOf(settings.decoding), operations);
      return scores.map((score) => ({ score, found: null }));
    });
    const best = bests.at(-1);
    if (!best) throw new Error("A swarm that measured particles found none.");
    const parts = labels.map((label, place) => ({ label, part: best.position[place] ?? 0 }));
    return { parts, score: best.score, n: measured.length };
  },

  async answer(pool, { parts }, questions, settings, operations) {
    requireSamePool(
      pool,
      parts.map(({ label }) => label),
    );
    operations.stage("merge");
    const model = await sumOfMembers(
      parts.map(({ label, part }) => ({ model: label, weight: part })),
      operations,
    );
    const shown = parts.map(({ label, part }) => ({ model: label, part: Number(part.toFixed(3)) }));
    return await mergedAnswers(model, { parts: shown }, questions, samplingOf(settings.decoding), operations);
  },

  describe: ({ decision }) => {
    const parts = z
      .array(z.object({ model: z.string(), part: z.number() }))
      .catch([])
      .parse(decision.parts);
    const sum = parts.map(({ model, part }) => `${part} of ${model}`).join(", ");
    return tellDecision({ ...decision, parts: sum }, { chosen: "Answered by", parts: "Sum of" });
  },
};

function only(place: number, size: number): number[] {
  return Array.from({ length: size }, (_, each) => (each === place ? 1 : 0));
}

/** From one member in the direction of a random other one; a member alone has no direction. */
function towardsAnother(place: number, size: number, random: { integer(below: number): number }): number[] {
  if (size < 2) return [0];
  const drawn = random.integer(size - 1);
  const other = drawn < place ? drawn : drawn + 1;
  const here = only(place, size);
  return only(other, size).map((part, each) => part - (here[each] ?? 0));
}

function sharesOf(labels: readonly string[], parts: readonly number[]) {
  return labels.map((model, place) => ({ model, weight: parts[place] ?? 0 }));
}
