import { z } from "zod";
import type { PromptPart } from "@/lib/operations/contract";
import type { Member, Method } from "../method";
import { askEach, promptRequest, step } from "../steps/ask";
import { baseOf, commonBaseWord } from "../steps/common-base";
import { appendixB, decoding, samplingOf } from "../steps/decoding";
import { mocoRewardModel } from "../steps/moco";
import { modelLabel } from "../steps/model-label";
import { asRead, countSwitchChoices, switchingPrompt } from "../steps/prompts";
import { readRoute } from "../steps/read-route";
import { requireDev } from "../steps/require-dev";
import { requireSamePool } from "../steps/require-same-pool";
import { tellDecision } from "../steps/tell-decision";
import { trainingOf, trainingParameters } from "../steps/training";
import { labelTraces } from "./label-traces";
import { begun, type Draft, type Patching, patchRequest, withPatch } from "./patches";

/** A switcher names a number. Tokens. */
const choiceTokens = 8;

const parameters = z.strictObject({
  decoding: decoding.prefault({}),
  switcher: z
    .union([z.literal(commonBaseWord), modelLabel])
    .default(commonBaseWord)
    .meta({
      description: "The model that learns to switch: the one that all members came from, or another one.",
      source: `Qwen2.5-7B-Instruct in ${appendixB}`,
    }),
  patchTokens: z.int().min(1).max(4_096).default(25).meta({
    description: "What a member writes before another may go on. An answer has as many patches as fit whole into the longest answer.",
    unit: "tokens",
    source: appendixB,
  }),
  traces: z.int().min(1).max(20_000).default(500).meta({
    description: "How many begun answers the switcher learns from.",
    unit: "answers",
    source: appendixB,
  }),
  rollouts: z.int().min(1).max(256).default(16).meta({
    description:
      "How often each begun answer is finished to see which member should go on; every member goes on equally often, give or take one.",
    unit: "answers",
    source: appendixB,
  }),
  training: trainingParameters({ epochs: 5, learningRate: 1e-5, batchSize: 32 }),
});
type Parameters = z.infer<typeof parameters>;

const learned = z.object({
  /** Label of the trained switcher. */
  switcher: z.string(),
  /** Labels of the members by the numbers that the switcher gives them, from 1. */
  members: z.array(z.string()).min(1),
  /** The member after whose patches answers scored best, for what the switcher does not say. */
  best: z.string(),
});

/** Members write one answer in patches. The switcher learns from patches, so members' texts become training data. */
export const switchGeneration: Method<Parameters, z.infer<typeof learned>> = {
  id: "switch-generation",
  name: "Switch Generation",
  level: "api",
  paper: { title: "Don't Throw Away Your Pretrained Model", url: "https://arxiv.org/abs/2510.09913" },
  summary: "Models take turns within one answer, and a trained switcher says whose turn it is.",
  how: "One answer is written by many: every 25 tokens, a switcher names the member that writes the next patch, until one of them ends the answer. The switcher is trained on begun answers: who should go on is the member after whose patch they score best, as results are scored, where the paper asks a reward model.",
  learns: "The switcher, from scores of answers that random members finished.",
  needs: { scopes: ["S1_run", "S4_distil"], operations: ["generate", "train"], minMembers: 2 },
  helpers: [{ parameter: "switcher", role: "base", otherwise: "the model that all members came from" }],
  moco: { suffix: "switch_generation", rewardModel: mocoRewardModel },
  parameters,
  learned,

  async prepare(pool, dev, settings, operations) {
    requireDev(pool, dev);
    const base = baseOf(pool, settings.switcher);
    const members = orderedLabels(pool);
    const { traces, best } = await labelTraces(members, dev, { ...settings, patching: patchingOf(settings) }, operations);
    const examples = traces.map(({ draft, label }) => ({
      prompt: [{ role: "user" as const, content: asRead(switchingTo(members, draft)) }],
      answer: String(label + 1),
    }));
    operations.stage("training of the switcher");
    const authors = new Set(traces.flatMap(({ draft }) => draft.patches.map(({ member }) => member)));
    const switcher = await operations.train({
      model: base,
      texts: [...authors].sort(),
      objective: { kind: "sft", examples },
      ...trainingOf(settings.training, "training of the switcher", operations),
    });
    return { switcher: switcher.label, members, best: members[best] ?? "" };
  },

  async answer(pool, { switcher, members, best }, questions, settings, operations) {
    requireSamePool(pool, members);
    const patching = patchingOf(settings);
    const choosing = { ...samplingOf(settings.decoding, choiceTokens), temperature: 0, topP: 1, topK: 0, stop: [] };
    let drafts = questions.map((question) => ({ ...begun(question), fallbacks: 0, shortened: 0 }));
    for (let patch = 1; patch <= patching.patches && drafts.some(({ ended }) => !ended); patch += 1) {
      const open = drafts.flatMap((draft, place) => (draft.ended ? [] : [{ place, draft }]));
      operations.stage(`choice of patch ${patch} of ${patching.patches}`);
      const choices = await askEach(open, ({ draft }) => promptRequest(switcher, switchingTo(members, draft), choosing), operations);
      operations.stage(`patch ${patch} of ${patching.patches}`);
      const chosen = choices.map(({ place, draft, generation }) => {
        const number = readRoute(generation.text, members.length);
        const member = members[(number ?? 0) - 1] ?? best;
        const choice = { between: members, chosen: member, named: number !== null };
        const steps = [...draft.steps, { ...step(`choice of patch ${patch}`, switcher, generation), choice }];
        const fallbacks = draft.fallbacks + (number === null ? 1 : 0);
        return { place, member, draft: { ...draft, steps, fallbacks, shortened: draft.shortened + (generation.shortenedQuotes ?? 0) } };
      });
      const written = await askEach(chosen, ({ draft, member }) => patchRequest(draft, member, patching, 0), operations);
      drafts = [...drafts];
      for (const { place, draft, member, generation } of written)
        drafts[place] = withPatch(draft, member, generation, `patch ${patch}`, patching);
    }
    return drafts.map(({ text, steps, patches, ended, fallbacks, shortened }) => ({
      text,
      trace: {
        steps,
        decision: {
          switcher,
          writers: patches.map(({ member }) => member),
          rule: ended ? "written until a model ended it" : "written until no further patch fitted",
          fallbacks,
          shortened,
        },
      },
    }));
  },

  describe: ({ decision }) =>
    tellDecision(decision, {
      rule: "Rule",
      writers: "Patches written by",
      switcher: "Chosen by",
      fallbacks: "Choices that could not be read",
      shortened: "Patches shortened to fit",
    }),

  rehearse(request) {
    const choices = countSwitchChoices(request);
    return choices > 0 ? { kind: "number", upTo: choices } : { kind: "text" };
  },
};

/** Numbers follow the labels, so that equal pools in another order train equal switchers. */
function orderedLabels(pool: readonly Member[]): string[] {
  return pool.map(({ label }) => label).sort();
}

/** As many whole patches as the longest answer has room for; one, where a patch would be longer than it. */
function patchingOf({ decoding, patchTokens }: Parameters): Patching {
  const tokens = Math.min(patchTokens, decoding.maxTokens);
  return { sampling: samplingOf(decoding, tokens), patches: Math.floor(decoding.maxTokens / tokens) };
}

/** Asks who goes on with a draft: in learning and in use in the same words. */
function switchingTo(members: readonly string[], { question, patches }: Draft): PromptPart[] {
  const numbered = patches.map(({ member, quote }) => ({ number: members.indexOf(member) + 1, quote }));
  return switchingPrompt(question.prompt, numbered, members.length);
}
