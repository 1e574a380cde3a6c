import { z } from "zod";
import type { Operations } from "@/lib/operations/contract";
import type { Member, Method } from "../method";
import { askEach, baseAnswers, step } from "../steps/ask";
import { byLabel } from "../steps/by-label";
import { baseOf, commonBaseWord } from "../steps/common-base";
import { appendixB, decoding, samplingOf } from "../steps/decoding";
import { ranksOnDev } from "../steps/dev-ranking";
import { modelLabel } from "../steps/model-label";
import { quoteBudget } from "../steps/quote-budget";
import { requireSamePool } from "../steps/require-same-pool";
import { tellDecision } from "../steps/tell-decision";
import { trainingOf, trainingParameters } from "../steps/training";
import { type AggregationSet, aggregationMessages, balanced, drawSets } from "./aggregation-sets";

const bestMemberWord = "best-member";

const parameters = z.strictObject({
  decoding: decoding.prefault({}),
  aggregator: z
    .union([z.literal(commonBaseWord), z.literal(bestMemberWord), modelLabel])
    .default(commonBaseWord)
    .meta({
      description:
        "The model that becomes the aggregator: the one that all members came from, the member that is best on dev, or another one.",
      source: `Qwen2.5-1.5B-Instruct in ${appendixB}`,
    }),
  learning: z
    .enum(["rewards", "right-answers", "nothing"])
    .default("rewards")
    .meta({
      description:
        "How the aggregator is trained: rewarded for drawn answers that equal the right one, to repeat a member's right answer, or not at all.",
      source: `rewards in ${appendixB}; the others are this portal's`,
    }),
  samples: z.int().min(1).max(16).default(2).meta({
    description: "Answers of each member to each development question; every draw makes a set. Greedy ones are asked for once.",
    unit: "answers",
    source: "MoCo 1.0.0",
  }),
  drawn: z.int().min(2).max(64).default(4).meta({
    description: "Answers that are drawn for a question and compared. With one question a step they are the paper's batch.",
    unit: "answers",
    source: appendixB,
  }),
  drawnTemperature: z.number().gt(0).max(2).default(0.7).meta({
    description: "How freely the words of these answers are drawn.",
    source: appendixB,
  }),
  training: trainingParameters({ epochs: 1, learningRate: 1e-4, batchSize: 1 }),
  quoteBudget,
});
type Settings = z.infer<typeof parameters>;
type Objective = Parameters<Operations["train"]>[0]["objective"];

const learned = ranksOnDev.learned.extend({
  /** Label of the model that writes the final answers. */
  aggregator: z.string(),
  /** Why it was not trained; null where it was. */
  untrained: z.string().nullable(),
  /** Sets of answers that the members gave, those whose majority was not right, and those that were learned from. */
  sets: z.object({ all: z.int(), hard: z.int(), learnedFrom: z.int() }),
});

/** An aggregator that is trained where the majority errs. */
export const aggLm: Method<Settings, z.infer<typeof learned>> & { moco: { suffix: string } } = {
  id: "agglm",
  name: "AggLM",
  level: "text",
  paper: { title: "The Majority is not always right: RL training for solution aggregation", url: "https://arxiv.org/abs/2509.06870" },
  summary: "A model that was trained to doubt the majority reads all answers and writes the final one.",
  how: "An aggregator reads all answers, expects that any of them may be wrong, and writes a corrected one.",
  learns:
    "The aggregator, by reinforcement on questions where the majority was wrong, balanced with some where it was right, and the order of the members, which decides whose reading a tied majority has.",
  needs: { scopes: ["S1_run", "S4_distil"], operations: ["generate", "train"], minMembers: 2, comparesAnswers: true },
  helpers: [{ parameter: "aggregator", role: "aggregator", otherwise: "the model that all members came from" }],
  moco: { suffix: "agglm" },
  parameters,
  learned,
  ranking: ({ ranking }) => ranking,

  async prepare(pool, dev, settings, operations) {
    const members = byLabel(pool);
    const { ranking } = await ranksOnDev.prepare(members, dev, settings, operations);
    const untrained = aggregatorOf(members, settings, ranking[0]?.label ?? "");
    if (settings.learning === "nothing") {
      return { ranking, aggregator: untrained, untrained: "its parameters say so", sets: { all: 0, hard: 0, learnedFrom: 0 } };
    }
    operations.stage("sets of answers");
    const ranked = ranking.map(({ label }) => label);
    // Greedy answers are the same in every draw.
    const samples = settings.decoding.temperature === 0 ? 1 : settings.samples;
    const drawing = { samples, quoteBudget: settings.quoteBudget, sampling: samplingOf(settings.decoding) };
    const sets = await drawSets(ranked, dev, drawing, operations);
    const hard = sets.filter(({ isHard }) => isHard).length;
    const usable = balanced(sets.filter(settings.learning === "rewards" ? statesGold : hasRightAnswer), operations);
    const counts = { all: sets.length, hard, learnedFrom: usable.length };
    if (usable.length === 0) return { ranking, aggregator: untrained, untrained: reasonOf(hard), sets: counts };
    operations.stage("training of the aggregator");
    const trained = await operations.train({
      model: untrained,
      texts: members.map(({ label }) => label),
      objective: objectiveOf(usable, settings),
      ...trainingOf(settings.training, "training of the aggregator", operations),
      // As in MoCo 1.0.0.
      weightDecay: 1e-5,
    });
    return { ranking, aggregator: trained.label, untrained: null, sets: counts };
  },

  async answer(pool, { ranking, aggregator, untrained }, questions, settings, operations) {
    requireSamePool(
      pool,
      ranking.map(({ label }) => label),
    );
    const sampling = samplingOf(settings.decoding);
    operations.stage("answers");
    const rows = await baseAnswers(byLabel(pool), questions, sampling, operations);
    const sets = questions.map((question, place) => ({
      question,
      answers: (rows[place] ?? []).map(({ member, generation }) => ({ member: member.label, generation })),
    }));
    operations.stage("aggregation");
    const written = await askEach(
      sets,
      ({ question, answers }) => {
        const messages = aggregationMessages(question, answers);
        return { model: aggregator, messages, quoteBudget: settings.quoteBudget, sampling, sample: 0 };
      },
      operations,
    );
    return written.map(({ answers, generation }) => ({
      text: generation.text,
      trace: {
        steps: [...answers.map((one) => step("answer", one.member, one.generation)), step("aggregation", aggregator, generation)],
        decision: { chosen: aggregator, untrained, shortened: generation.shortenedQuotes ?? 0 },
      },
    }));
  },

  describe: ({ decision }) =>
    tellDecision(decision, {
      chosen: "Final answer written by",
      untrained: "Not trained, because",
      shortened: "Answers shortened to fit",
    }),
};

function aggregatorOf(pool: readonly Member[], { aggregator }: Settings, best: string): string {
  return aggregator === bestMemberWord ? best : baseOf(pool, aggregator);
}

function statesGold({ question }: AggregationSet): boolean {
  return question.gold !== undefined;
}

function hasRightAnswer({ rightAnswer }: AggregationSet): boolean {
  return rightAnswer !== null;
}

function objectiveOf(sets: readonly AggregationSet[], settings: Settings): Objective {
  if (settings.learning === "right-answers") {
    return {
      kind: "sft",
      examples: sets.flatMap(({ prompt, rightAnswer }) => (rightAnswer === null ? [] : [{ prompt, answer: rightAnswer }])),
    };
  }
  return {
    kind: "grpo",
    questions: sets.flatMap(({ prompt, question: { gold } }) => (gold === undefined ? [] : [{ prompt, gold }])),
    drawn: settings.drawn,
    maxTokens: settings.decoding.maxTokens,
    temperature: settings.drawnTemperature,
  };
}

function reasonOf(hard: number): string {
  if (hard === 0) return "no majority was wrong on a practice question";
  return "no practice question on which a majority was wrong has a right answer to learn from";
}
