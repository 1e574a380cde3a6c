import { z } from "zod";
import type { Operations } from "@/lib/operations/contract";
import type { Answer, Method } from "../method";
import { step } from "../steps/ask";
import { byLabel } from "../steps/by-label";
import { countVotes, votingRule } from "../steps/count-votes";
import { decoding, samplingOf } from "../steps/decoding";
import { ranksOnDev } from "../steps/dev-ranking";
import { quoteBudget } from "../steps/quote-budget";
import { requireSamePool } from "../steps/require-same-pool";
import { tellDecision } from "../steps/tell-decision";
import { trainingOf, trainingParameters } from "../steps/training";
import type { Example } from "../steps/training-text";
import { type Agent, type Debate, type DebateSettings, holdDebates } from "./debate";
import { agreedAmong, firstAnswers, improvedAnswers } from "./debate-examples";

const parameters = z.strictObject({
  decoding: decoding.prefault({}),
  rounds: z.int().min(2).max(8).default(2).meta({
    description: "Rounds of a debate, the first answers included.",
    unit: "rounds",
    source: "MoCo 1.0.0; the paper's two rounds may be these or the iterations",
  }),
  iterations: z.int().min(1).max(8).default(1).meta({
    description: "How often members debate the development questions and learn from it.",
    unit: "iterations",
    source: "MoCo 1.0.0",
  }),
  corrected: z.number().gt(0).lt(1).default(0.5).meta({
    description: "Part of what improving is learned from in which the first answer was another one than the agreed.",
    source: "MoCo 1.0.0, as a part of the mix",
  }),
  training: trainingParameters({ epochs: 1, learningRate: 1e-5, batchSize: 16 }),
  quoteBudget,
});
type Parameters = z.infer<typeof parameters>;

const learned = ranksOnDev.learned.extend({
  /** In the order of the labels. */
  agents: z.array(z.object({ label: z.string(), generator: z.string(), critic: z.string() })).min(1),
  /** What came of each iteration. */
  iterations: z.array(
    z.object({
      /** Debates, those that ended in agreement, and models that had nothing to learn from and stayed as they were. */
      debates: z.int(),
      agreed: z.int(),
      untrained: z.int(),
    }),
  ),
});
type Learned = z.infer<typeof learned>;

/** Debates, training on the agreed ones, and a vote. */
export const multiAgentFinetuning: Method<Parameters, Learned> = {
  id: "multi-agent-finetuning",
  name: "Multi-Agent Finetuning",
  level: "text",
  paper: { title: "Multiagent Finetuning: Self Improvement with Diverse Reasoning Chains", url: "https://arxiv.org/abs/2501.05707" },
  summary: "Models debate, learn from the debates that ended in agreement, and debate again.",
  how: "Members debate, and each is trained on its part in the debates that ended in agreement. The trained members then debate the test questions and vote; ties go to the one that is best on practice questions.",
  learns:
    "A generating and a criticising model for each member, for which no reference answers are used, and the order of the members on the development questions, which decides ties.",
  needs: { scopes: ["S1_run", "S4_distil", "S5_merge"], operations: ["generate", "train"], minMembers: 2, comparesAnswers: true },
  helpers: [],
  moco: { suffix: "multiagent_finetuning" },
  parameters,
  learned,
  ranking: ({ ranking }) => ranking,

  async prepare(pool, dev, settings, operations) {
    const members = byLabel(pool);
    const { ranking } = await ranksOnDev.prepare(members, dev, settings, operations);
    let agents = members.map(({ label }): Agent => ({ label, generator: label, critic: label }));
    const iterations: Learned["iterations"] = [];
    for (let iteration = 1; iteration <= settings.iterations; iteration += 1) {
      const debates = await holdDebates(agents, dev, debateSettings(settings), operations);
      operations.stage(`training, iteration ${iteration} of ${settings.iterations}`);
      const trained = await trainAgents(agents, debates, iteration, settings, operations);
      iterations.push({ debates: debates.length, agreed: agreedAmong(debates).length, untrained: countUntrained(agents, trained) });
      agents = trained;
    }
    return { ranking, agents, iterations };
  },

  async answer(pool, { ranking, agents, iterations }, questions, settings, operations) {
    requireSamePool(
      pool,
      agents.map(({ label }) => label),
    );
    const debates = await holdDebates(agents, questions, debateSettings(settings), operations);
    const order = ranking.map(({ label }) => label);
    const untrained = iterations.reduce((sum, one) => sum + one.untrained, 0);
    return debates.map((debate) => conclude(debate, order, untrained));
  },

  describe: ({ decision }) =>
    tellDecision(decision, {
      rule: "Rule",
      votes: "Votes",
      unreadable: "Not readable, no vote",
      reading: "Read as",
      chosen: "Answer taken from",
      rounds: "Rounds of debate",
      untrained: "Trainings without anything to learn from",
      shortened: "Answers shortened to fit",
    }),
};

function debateSettings({ rounds, decoding, quoteBudget: budget }: Parameters): DebateSettings {
  return { rounds, sampling: samplingOf(decoding), quoteBudget: budget };
}

/** Every agent with new models, or its own where it has nothing to learn from. */
async function trainAgents(
  agents: readonly Agent[],
  debates: readonly Debate[],
  iteration: number,
  settings: Parameters,
  operations: Operations,
): Promise<Agent[]> {
  const agreed = agreedAmong(debates);
  // Whoever improves answers learns from prompts that quote all others.
  const everybody = [...new Set(agents.flatMap(({ generator, critic }) => [generator, critic]))].sort();
  const train = async (model: string, part: string, examples: Example[], texts: string[]) => {
    if (examples.length === 0) return model;
    const objective = { kind: "sft" as const, examples };
    return (await operations.train({ model, texts, objective, ...trainingOf(settings.training, part, operations) })).label;
  };
  return await Promise.all(
    agents.map(async ({ label, generator, critic }, place) => {
      const purpose = (part: string) => `${part} of ${label}, iteration ${iteration}`;
      const improved = improvedAnswers(agreed, place, settings.corrected, operations.random(purpose("examples of improving")));
      return {
        label,
        generator: await train(generator, purpose("generating"), firstAnswers(agreed, place), [generator]),
        critic: await train(critic, purpose("criticising"), improved, everybody),
      };
    }),
  );
}

function countUntrained(before: readonly Agent[], after: readonly Agent[]): number {
  return after.reduce(
    (sum, { generator, critic }, place) => sum + Number(generator === before[place]?.generator) + Number(critic === before[place]?.critic),
    0,
  );
}

/** @param order labels of the members, best on dev first: among the tied, its first counts */
function conclude({ rounds }: Debate, order: readonly string[], untrained: number): Answer {
  const last = (rounds.at(-1) ?? []).toSorted((one, other) => order.indexOf(one.agent.label) - order.indexOf(other.agent.label));
  const { votes, leaders } = countVotes(last);
  const chosen = leaders[0]?.voters[0] ?? last[0];
  if (!chosen) throw new Error("Nobody was asked.");
  const turns = rounds.flatMap((turnsOfRound, round) => turnsOfRound.map((turn) => ({ ...turn, round })));
  return {
    text: chosen.generation.text,
    trace: {
      steps: turns.map(({ round, request, generation }) =>
        step(round === 0 ? "first answer" : `refinement ${round}`, request.model, generation),
      ),
      decision: {
        chosen: chosen.agent.label,
        rule: votingRule(leaders.length),
        reading: chosen.reading,
        votes: votes.map(({ reading, voters }) => ({ reading, voters: voters.map(({ agent }) => agent.label) })),
        unreadable: last.filter(({ reading }) => reading === null).map(({ agent }) => agent.label),
        rounds: rounds.length,
        untrained,
        shortened: turns.reduce((sum, { generation }) => sum + (generation.shortenedQuotes ?? 0), 0),
      },
    },
  };
}
