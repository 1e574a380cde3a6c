import { z } from "zod";
import type { Operations } from "@/lib/operations/contract";
import type { Member, Method } from "../method";
import { baseOf, commonBaseWord } from "../steps/common-base";
import { appendixB, decoding, samplingOf } from "../steps/decoding";
import { modelLabel } from "../steps/model-label";
import { requireDev } from "../steps/require-dev";
import { requireSamePool } from "../steps/require-same-pool";
import { tellDecision } from "../steps/tell-decision";
import { worthOnDev } from "../steps/worth-on-dev";
import { mergedAnswers } from "./merged-answers";

const weight = z.number().gt(0).max(2);

const parameters = z.strictObject({
  decoding: decoding.prefault({}),
  base: z
    .union([z.literal(commonBaseWord), modelLabel])
    .default(commonBaseWord)
    .meta({
      description: "What the members' weights are compared with: the model that all of them came from, or another one.",
      source: appendixB,
    }),
  density: z.number().gt(0).max(1).default(1).meta({
    description: "Share of the differences that is kept; 1 drops none.",
    source: "MoCo 1.0.0, which sets none; MergeKit then keeps all",
  }),
  weights: z
    .array(weight)
    .max(16)
    .default([])
    .meta({
      description:
        "Factors of the differences that are tried on the development questions; none means one over the number of members, untried.",
      source: `equal parts in ${appendixB}; trying others is this portal's`,
    }),
});

const learned = z.object({
  /** Labels. */
  members: z.array(z.string()),
  /** Factor of each member's differences. */
  weight: z.number(),
  /** Mean score on dev, 0 to 1, of what was tried; null where nothing was. */
  score: z.number().nullable(),
});

/** One merge of the members' differences to their base. */
export const dareTies: Method<z.infer<typeof parameters>, z.infer<typeof learned>> = {
  id: "dare-ties",
  name: "Dare-Ties",
  level: "weight",
  paper: {
    title: "Language Models are Super Mario: Absorbing Abilities from Homologous Models as a Free Lunch",
    url: "https://arxiv.org/abs/2311.03099",
  },
  summary: "What sets the models apart from their base is thinned out, reconciled and added up.",
  how: "Of each member's difference to the common base, entries are dropped and signs are reconciled; what is left is added to the base.",
  learns: "How strongly the differences count, where several factors are to be tried.",
  needs: { scopes: ["S1_run", "S5_merge"], operations: ["generate", "merge"], minMembers: 2, sameArchitecture: true },
  helpers: [{ parameter: "base", role: "base", otherwise: "the model that all members came from" }],
  moco: { suffix: "dare_ties" },
  parameters,
  laptop: {
    settings: { weights: [0.125, 0.3, 0.6] },
    why: "How strongly differences count decides more than anything else, so three factors are tried on practice questions.",
  },
  learned,

  async prepare(pool, dev, settings, operations) {
    requireDev(pool, dev);
    const members = pool.map(({ label }) => label).sort();
    if (settings.weights.length === 0) return { members, weight: 1 / pool.length, score: null };
    operations.stage("merges");
    const tried = await Promise.all(
      settings.weights.map(async (each) => ({
        weight: each,
        model: (await operations.merge(recipe(pool, each, settings, operations))).label,
      })),
    );
    operations.stage("practice answers");
    const scores = await worthOnDev(
      tried.map(({ model }) => model),
      dev,
      samplingOf(settings.decoding),
      operations,
    );
    const best = Math.max(...scores);
    const place = scores.indexOf(best);
    return { members, weight: tried[place]?.weight ?? 0, score: best };
  },

  async answer(pool, learnt, questions, settings, operations) {
    requireSamePool(pool, learnt.members);
    operations.stage("merge");
    const { label } = await operations.merge(recipe(pool, learnt.weight, settings, operations));
    const decision = { weight: learnt.weight, density: settings.density };
    return await mergedAnswers(label, decision, questions, samplingOf(settings.decoding), operations);
  },

  describe: ({ decision }) => tellDecision(decision, { chosen: "Answered by", weight: "Factor of each difference", density: "Share kept" }),
};

/** @throws AppError INVALID_INPUT where the members have no base in common */
function recipe(
  pool: readonly Member[],
  factor: number,
  { base, density }: z.infer<typeof parameters>,
  { random }: Operations,
): Parameters<Operations["merge"]>[0] {
  // Where nothing is dropped, nothing is drawn, and all systems share the merge.
  const seed = density < 1 ? random("entries that are dropped").integer(2 ** 32) : 0;
  const parents = pool.map(({ label }) => ({ model: label, weight: factor })).sort((one, other) => (one.model < other.model ? -1 : 1));
  return { kind: "dare_ties", base: baseOf(pool, base), parents, density, seed };
}
