import { z } from "zod";
import type { Member, Method } from "../method";
import { appendixB, decoding, samplingOf } from "../steps/decoding";
import { byRank, type DevRanking, ranksOnDev } from "../steps/dev-ranking";
import { tellDecision } from "../steps/tell-decision";
import { mergedAnswers } from "./merged-answers";
import { type Share, sumOfMembers } from "./sum-of-members";

const parameters = z.strictObject({
  decoding: decoding.prefault({}),
  alpha: z.number().gt(0).max(2).default(0.3).meta({
    description: "How far beyond the best it goes, as a share of the way from the worst to the best.",
    source: "MoCo 1.0.0; the paper does not say",
  }),
  averaged: z
    .union([z.literal("half-up-to-four"), z.int().min(1).max(32)])
    .default("half-up-to-four")
    .meta({
      description: "How many of the best, and of the worst, are averaged; never more than half.",
      unit: "models",
      source: appendixB,
    }),
});

/** A step from the worst members through the best. */
export const weightExtrapolation: Method<z.infer<typeof parameters>, DevRanking> = {
  id: "weight-extrapolation",
  name: "Weight Extrapolation (ExPO)",
  level: "weight",
  paper: { title: "Model Extrapolation Expedites Alignment", url: "https://arxiv.org/abs/2404.16792" },
  summary: "The weights move beyond the best models, away from the worst.",
  how: "A step beyond the average of the best members, away from the average of the worst.",
  learns: "The order of the members on the development questions.",
  needs: { scopes: ["S1_run", "S5_merge"], operations: ["generate", "merge"], minMembers: 2, sameArchitecture: true },
  helpers: [],
  moco: { suffix: "expo" },
  parameters,
  ...ranksOnDev,

  async answer(pool, learned, questions, settings, operations) {
    const ranked = byRank(pool, learned);
    const half = Math.max(1, Math.floor(ranked.length / 2));
    const count = Math.min(half, settings.averaged === "half-up-to-four" ? 4 : settings.averaged);
    const best = ranked.slice(0, count);
    const worst = ranked.slice(-count);
    operations.stage("merge");
    const model = await sumOfMembers(extrapolate(best, worst, settings.alpha), operations);
    const labels = (members: readonly Member[]) => members.map(({ label }) => label);
    const decision = { beyond: labels(best), awayFrom: labels(worst), alpha: settings.alpha };
    return await mergedAnswers(model, decision, questions, samplingOf(settings.decoding), operations);
  },

  describe: ({ decision }) =>
    tellDecision(decision, { chosen: "Answered by", beyond: "Beyond the average of", awayFrom: "Away from the average of", alpha: "Step" }),
};

/** best + alpha * (best - worst), each an average, as one sum over members. A member alone in its pool is both, and stays itself. */
function extrapolate(best: readonly Member[], worst: readonly Member[], alpha: number): Share[] {
  const shares = new Map<string, number>();
  const add = (label: string, part: number) => shares.set(label, (shares.get(label) ?? 0) + part);
  for (const { label } of best) add(label, (1 + alpha) / best.length);
  for (const { label } of worst) add(label, -alpha / worst.length);
  return [...shares].map(([model, weight]) => ({ model, weight }));
}
