import { z } from "zod";
import type { Method } from "../method";
import { askEach, baseAnswers, promptRequest, step } from "../steps/ask";
import { byLabel } from "../steps/by-label";
import { baseOf, commonBaseWord } from "../steps/common-base";
import { appendixB, decoding, samplingOf } from "../steps/decoding";
import { byRank, ranksOnDev } from "../steps/dev-ranking";
import { modelLabel } from "../steps/model-label";
import { isComparison } from "../steps/prompts";
import { quoteBudget } from "../steps/quote-budget";
import { tellDecision } from "../steps/tell-decision";
import { trainingOf, trainingParameters } from "../steps/training";
import type { Example } from "../steps/training-text";
import { candidateOf, comparisonsFrom, fusionOf, fusionsFrom, scoreAnswers } from "./blender-examples";
import { rankPairs } from "./rank-pairs";

const helper = (description: string) =>
  z
    .union([z.literal(commonBaseWord), modelLabel])
    .default(commonBaseWord)
    .meta({ description, source: `Qwen2.5-7B-Instruct in ${appendixB}` });

const parameters = z.strictObject({
  decoding: decoding.prefault({}),
  ranker: helper("The model that becomes the ranker: the one that all members came from, or another one."),
  fuser: helper("The model that becomes the fuser: the one that all members came from, or another one."),
  ranking: z
    .enum(["trained", "untrained"])
    .default("trained")
    .meta({ description: "Whether the ranker is trained on scores of development questions, or asked as it is.", source: appendixB }),
  fusion: z
    .enum(["trained", "untrained", "none"])
    .default("trained")
    .meta({
      description: "Whether the fuser is trained, asked as it is, or left out, so that the best candidate is the answer.",
      source: `trained in ${appendixB}; none is this portal's`,
    }),
  top: z.int().min(1).max(32).default(3).meta({ description: "Candidates that are fused.", unit: "candidates", source: appendixB }),
  comparisons: z.int().min(2).max(1_000_000).default(20_000).meta({
    description: "Comparisons that the ranker learns from, at most; of more, so many are drawn.",
    unit: "comparisons",
    source: "this portal; the paper has no limit",
  }),
  training: trainingParameters({ epochs: 3, learningRate: 1e-5, batchSize: 16 }),
  quoteBudget,
});

const learned = ranksOnDev.learned.extend({
  /** Labels of the models that rank and fuse; no fuser where the best candidate is the answer. */
  ranker: z.string(),
  fuser: z.string().nullable(),
  /** How many comparisons and fusions were learned from. */
  comparisons: z.int(),
  fusions: z.int(),
});

/** Pairwise ranking, then fusion of the best three. */
export const llmBlender: Method<z.infer<typeof parameters>, z.infer<typeof learned>> = {
  id: "llm-blender",
  name: "LLM Blender",
  level: "text",
  paper: {
    title: "LLM-Blender: Ensembling Large Language Models with Pairwise Ranking and Generative Fusion",
    url: "https://arxiv.org/abs/2306.02561",
  },
  summary: "The answers of all models are ranked in pairs, and the best three are fused into one.",
  how: "A ranker compares the members' answers two by two, in both orders; a fuser writes the final answer from the three that won most often. Among equals, the member that is better on practice questions comes first.",
  learns: "The ranker and the fuser, from scores of the members' answers, and the order of the members, which decides ties.",
  needs: { scopes: ["S1_run", "S4_distil"], operations: ["generate", "train"], minMembers: 2 },
  helpers: [
    { parameter: "ranker", role: "ranker", otherwise: "the model that all members came from" },
    { parameter: "fuser", role: "fuser", otherwise: "the model that all members came from" },
  ],
  moco: { suffix: "llm_blender" },
  parameters,
  learned,
  ranking: ({ ranking }) => ranking,

  async prepare(pool, dev, settings, operations) {
    const members = byLabel(pool);
    const ranking = await ranksOnDev.prepare(members, dev, settings, operations);
    const ranked = byRank(members, ranking);
    const [ranker, fuser] = [baseOf(pool, settings.ranker), settings.fusion === "none" ? null : baseOf(pool, settings.fuser)];
    const scored = await scoreAnswers(ranked, dev, samplingOf(settings.decoding), operations);
    const texts = members.map(({ label }) => label);
    const train = async (model: string, part: string, examples: Example[]) => {
      if (examples.length === 0) return model;
      operations.stage(`training of the ${part}`);
      const objective = { kind: "sft" as const, examples };
      const how = trainingOf(settings.training, `training of the ${part}`, operations);
      return (await operations.train({ model, texts, objective, ...how })).label;
    };
    const comparisons = settings.ranking === "trained" ? comparisonsFrom(scored, settings, operations) : [];
    const fusions = settings.fusion === "trained" ? scored.flatMap((row) => fusionsFrom(row, settings)) : [];
    return {
      ...ranking,
      ranker: await train(ranker, "ranker", comparisons),
      fuser: fuser === null ? null : await train(fuser, "fuser", fusions),
      comparisons: comparisons.length,
      fusions: fusions.length,
    };
  },

  async answer(pool, { ranker, fuser, ...ranking }, questions, settings, operations) {
    const members = byRank(pool, ranking);
    const sampling = samplingOf(settings.decoding);
    operations.stage("answers");
    const answers = await baseAnswers(members, questions, sampling, operations);
    const rows = questions.map((question, place) => ({ question, candidates: (answers[place] ?? []).map(candidateOf) }));
    operations.stage("comparisons");
    const standings = await rankPairs(ranker, rows, { sampling, quoteBudget: settings.quoteBudget }, operations);
    const untrained = [
      ...(settings.ranking === "trained" && ranking.comparisons === 0 ? ["ranker"] : []),
      ...(settings.fusion === "trained" && ranking.fusions === 0 ? ["fuser"] : []),
    ];
    const blended = standings.map(({ candidates, steps, unreadable }, place) => {
      const said = (rows[place]?.candidates ?? []).map(({ member, generation }) => step("answer", member, generation));
      const best = candidates.slice(0, settings.top);
      const decision = { best: best.map(({ member }) => member), unreadable, untrained };
      return { question: rows[place]?.question, best, steps: [...said, ...steps], decision };
    });
    if (fuser === null) {
      return blended.map(({ best: [first], steps, decision }) => {
        if (!first) throw new Error("Nobody was asked.");
        return { text: first.generation.text, trace: { steps, decision: { chosen: first.member, ...decision } } };
      });
    }
    operations.stage("fusion");
    const fused = await askEach(
      blended,
      ({ question, best }) => ({
        ...promptRequest(fuser, fusionOf(question?.prompt ?? "", best), sampling),
        quoteBudget: settings.quoteBudget,
      }),
      operations,
    );
    return fused.map(({ steps, decision, generation }) => ({
      text: generation.text,
      trace: {
        steps: [...steps, step("fusion", fuser, generation)],
        decision: { fuser, ...decision, shortened: generation.shortenedQuotes ?? 0 },
      },
    }));
  },

  describe: ({ decision }) =>
    tellDecision(decision, {
      chosen: "Answer taken from",
      best: "Best candidates",
      fuser: "Final answer written by",
      unreadable: "Comparisons that could not be read",
      untrained: "Without anything to learn from",
      shortened: "Answers shortened to fit",
    }),

  rehearse: (request) => (isComparison(request) ? { kind: "number", upTo: 2 } : { kind: "text" }),
};
