import { z } from "zod";
import type { Operations } from "@/lib/operations/contract";
import type { PreparedQuestion } from "@/lib/tasks/schema";
import type { Method } from "../method";
import { answerAlone, step } from "../steps/ask";
import { byLabel } from "../steps/by-label";
import { appendixB, decoding, samplingOf } from "../steps/decoding";
import { quoteBudget } from "../steps/quote-budget";
import { requireDev } from "../steps/require-dev";
import { requireSamePool } from "../steps/require-same-pool";
import { tellDecision } from "../steps/tell-decision";
import { trainingOf, trainingParameters } from "../steps/training";
import { spokenIn } from "../steps/training-text";
import { worthOnDev } from "../steps/worth-on-dev";
import { type JudgedDuel, judgeDuels, pairUp, weighJudgements } from "./duels";
import { newcomer, type Standing, settle } from "./reputation";

const parameters = z.strictObject({
  decoding: decoding.prefault({}),
  iterations: z.int().min(1).max(16).default(3).meta({
    description: "How often members duel and are aligned.",
    unit: "iterations",
    source: appendixB,
  }),
  instructions: z.int().min(1).max(100_000).default(500).meta({
    description: "Development questions that members duel on, the same in each iteration; of more, so many are drawn.",
    unit: "questions",
    source: appendixB,
  }),
  nearest: z.int().min(1).max(32).default(3).meta({
    description: "Members nearest in reputation that an opponent is drawn from.",
    unit: "members",
    source: appendixB,
  }),
  anybody: z
    .number()
    .min(0)
    .max(1)
    .default(0.2)
    .meta({ description: "Probability that an opponent is drawn from all members instead.", source: "MoCo 1.0.0" }),
  beta: z.number().gt(0).max(10).default(0.1).meta({
    description: "Strength of the pull towards the model as it was.",
    source: "MoCo 1.0.0",
  }),
  training: trainingParameters({ epochs: 1, learningRate: 1e-6, batchSize: 16 }),
  quoteBudget,
});
type Parameters = z.infer<typeof parameters>;

const learned = z.object({
  /** Every member as it was, iteration 0, and as each iteration aligned it, with its mean score on dev, 0 to 1. */
  candidates: z.array(z.object({ label: z.string(), iteration: z.int(), model: z.string(), score: z.number() })).min(1),
  /** Label of the best of these models. */
  best: z.string(),
  /** Of the members, by label, at the end. */
  reputations: z.array(z.object({ label: z.string(), reputation: z.number() })),
  /** What came of each iteration. */
  iterations: z.array(
    z.object({
      duels: z.int(),
      /** Duels that somebody won: what was learned from. */
      preferences: z.int(),
      /** Duels that nobody won, and those without any judgement that can be read. */
      ties: z.int(),
      unjudged: z.int(),
      /** Judgements that cannot be read. */
      failed: z.int(),
    }),
  ),
});
type Learned = z.infer<typeof learned>;

/** An answer that won, and the one that lost. */
interface Preference {
  prompt: { role: "user"; content: string }[];
  chosen: string;
  rejected: string;
}

/** Duels, judged by the members that take no part; two members have no judge. */
export const spartaAlignment: Method<Parameters, Learned> = {
  id: "sparta-alignment",
  name: "Sparta Alignment",
  level: "text",
  paper: {
    title: "Sparta Alignment: Collectively Aligning Multiple Language Models through Combat",
    url: "https://arxiv.org/abs/2506.04721",
  },
  summary: "Models compete and judge each other, and all are aligned to the answers that won.",
  how: "Members duel on instructions while the others judge, each with the weight of its reputation. All are then aligned to what won. The best on practice questions answers, an aligned one or a member as it was; of two members, which have no judges, the better one.",
  learns: "Reputations and preferences, over three iterations.",
  needs: { scopes: ["S1_run", "S4_distil", "S5_merge"], operations: ["generate", "train"], minMembers: 2 },
  helpers: [],
  moco: { suffix: "text_sparta" },
  parameters,
  learned,

  async prepare(pool, dev, settings, operations) {
    requireDev(pool, dev);
    const members = byLabel(pool).map(({ label }) => label);
    const instructions = operations.random("instructions").shuffle(dev).slice(0, settings.instructions);
    let models = new Map(members.map((label) => [label, label]));
    let standings = new Map(members.map((label) => [label, newcomer]));
    const candidates = [...models].map(([label, model]) => ({ label, iteration: 0, model }));
    const iterations: Learned["iterations"] = [];
    // Whoever takes part cannot judge.
    const rounds = members.length > 2 ? settings.iterations : 0;
    for (let iteration = 1; iteration <= rounds; iteration += 1) {
      operations.stage(`duels, iteration ${iteration} of ${rounds}`);
      const duels = pairUp(standings, instructions, settings, operations.random(`pairs of iteration ${iteration}`));
      const how = { sampling: samplingOf(settings.decoding), quoteBudget: settings.quoteBudget };
      const judged = await judgeDuels(duels, models, how, operations);
      standings = settleAll(judged, standings);
      const preferences = judged.flatMap((duel) => preferenceFrom(duel, standings));
      const unjudged = judged.filter(({ judgements }) => judgements.length === 0).length;
      iterations.push({
        duels: judged.length,
        preferences: preferences.length,
        ties: judged.length - preferences.length - unjudged,
        unjudged,
        failed: judged.reduce((sum, { failed }) => sum + failed, 0),
      });
      if (preferences.length === 0) continue;
      operations.stage(`alignment, iteration ${iteration} of ${rounds}`);
      models = await alignAll(models, preferences, iteration, settings, operations);
      candidates.push(...[...models].map(([label, model]) => ({ label, iteration, model })));
    }
    const reputations = [...standings].map(([label, { reputation }]) => ({ label, reputation }));
    return { ...(await chooseBest(candidates, dev, settings, operations)), reputations, iterations };
  },

  async answer(pool, { candidates, best, reputations, iterations }, questions, settings, operations) {
    requireSamePool(
      pool,
      reputations.map(({ label }) => label),
    );
    operations.stage("answers");
    const answers = await answerAlone(best, questions, samplingOf(settings.decoding), operations);
    const sum = (count: (one: Learned["iterations"][number]) => number) => iterations.reduce((total, one) => total + count(one), 0);
    const decision = {
      chosen: best,
      rule: ruleOf(iterations.length, candidates.length > pool.length),
      preferences: sum((one) => one.preferences),
      ties: sum((one) => one.ties),
      unjudged: sum((one) => one.unjudged),
      failed: sum((one) => one.failed),
    };
    return answers.map(({ generation }) => ({ text: generation.text, trace: { steps: [step("answer", best, generation)], decision } }));
  },

  describe: ({ decision }) =>
    tellDecision(decision, {
      rule: "Rule",
      chosen: "Answered by",
      preferences: "Duels that were learned from",
      ties: "Duels that nobody won",
      unjudged: "Duels without a judgement",
      failed: "Judgements that could not be read",
    }),
};

/** Reputations after all duels, one after the other; a duel without a judgement changes nothing. */
function settleAll(judged: readonly JudgedDuel[], before: ReadonlyMap<string, Standing>): Map<string, Standing> {
  const standings = new Map(before);
  let settled = 0;
  for (const duel of judged) {
    const scores = weighJudgements(duel, standings);
    const [one, other] = duel.members;
    if (!scores) continue;
    const [first, second] = settle(standings.get(one) ?? newcomer, standings.get(other) ?? newcomer, scores[0] - scores[1], settled);
    standings.set(one, first).set(other, second);
    settled += 1;
  }
  return standings;
}

/** Who won, by the reputations that judges have at the end of the iteration; nothing for a tie or equal words. */
function preferenceFrom(duel: JudgedDuel, standings: ReadonlyMap<string, Standing>): Preference[] {
  const [one, other] = weighJudgements(duel, standings) ?? [0, 0];
  const [first, second] = duel.answers.map(spokenIn);
  if (one === other || first === undefined || second === undefined || first === second) return [];
  const prompt = [{ role: "user" as const, content: duel.question.prompt }];
  return [one > other ? { prompt, chosen: first, rejected: second } : { prompt, chosen: second, rejected: first }];
}

/** Every member's model, aligned to the same preferences. */
async function alignAll(
  models: ReadonlyMap<string, string>,
  pairs: Preference[],
  iteration: number,
  { training, beta }: Parameters,
  operations: Operations,
): Promise<Map<string, string>> {
  const texts = [...models.values()].sort();
  const aligned = [...models].map(async ([label, model]): Promise<[string, string]> => {
    const how = trainingOf(training, `alignment of ${label}, iteration ${iteration}`, operations);
    return [label, (await operations.train({ model, texts, objective: { kind: "dpo", pairs, beta }, ...how })).label];
  });
  return new Map(await Promise.all(aligned));
}

/** The first of the best on dev, so that nobody counts as better aligned who is no better. */
async function chooseBest(
  candidates: readonly Omit<Learned["candidates"][number], "score">[],
  dev: readonly PreparedQuestion[],
  { decoding: how }: Parameters,
  operations: Operations,
): Promise<Pick<Learned, "candidates" | "best">> {
  operations.stage("practice answers");
  const models = candidates.map(({ model }) => model);
  const scores = await worthOnDev(models, dev, samplingOf(how), operations);
  const best = models[scores.indexOf(Math.max(...scores))];
  if (best === undefined) throw new Error("Nobody can be chosen.");
  return { candidates: candidates.map((one, place) => ({ ...one, score: scores[place] ?? 0 })), best };
}

function ruleOf(iterations: number, isAligned: boolean): string {
  if (iterations === 0) return "too few members to judge each other, so none was aligned: the best on practice questions";
  if (!isAligned) return "no duel was won, so nobody was aligned: the best on practice questions";
  return "best on practice questions, of the members and what they were aligned to";
}
