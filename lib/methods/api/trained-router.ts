import { z } from "zod";
import type { Member, Method } from "../method";
import { askEach, baseRequest, promptRequest, step } from "../steps/ask";
import { baseOf, commonBaseWord } from "../steps/common-base";
import { appendixB, decoding, samplingOf } from "../steps/decoding";
import { mocoRewardModel } from "../steps/moco";
import { modelLabel } from "../steps/model-label";
import { countChoices, trainedRoutingPrompt } from "../steps/prompts";
import { readRoute } from "../steps/read-route";
import { requireDev } from "../steps/require-dev";
import { requireSamePool } from "../steps/require-same-pool";
import { scoreMembers } from "../steps/score-members";
import { standingOf } from "../steps/standing";
import { tellDecision } from "../steps/tell-decision";
import { trainingOf, trainingParameters } from "../steps/training";

/** A router names a number. Tokens. */
const routeTokens = 8;

const parameters = z.strictObject({
  decoding: decoding.prefault({}),
  router: z
    .union([z.literal(commonBaseWord), modelLabel])
    .default(commonBaseWord)
    .meta({
      description: "The model that learns to route: the one that all members came from, or another one.",
      source: `Qwen2.5-7B-Instruct in ${appendixB}`,
    }),
  descriptions: z
    .boolean()
    .default(true)
    .meta({
      description: "Whether the router reads the members' descriptions with every question, or knows them by their numbers alone.",
      source: `with them in ${appendixB}`,
    }),
  training: trainingParameters({ epochs: 5, learningRate: 1e-5, batchSize: 32 }),
});
type Parameters = z.infer<typeof parameters>;

const learned = z.object({
  /** Label of the trained router. */
  router: z.string(),
  /** Labels of the members by the numbers that the router gives them, from 1. */
  members: z.array(z.string()).min(1),
  /** The member that is best on all of dev, for what the router does not say. */
  best: z.string(),
});

/** A router that is trained on which member does best. */
export const trainedRouter: Method<Parameters, z.infer<typeof learned>> = {
  id: "trained-router",
  name: "Trained Router",
  level: "api",
  paper: { title: "Scaling Participation in Modular AI Systems", url: "https://arxiv.org/abs/2606.07812" },
  summary: "A router that was trained on the members' own results sends every question to one of them.",
  how: "Like Prompt Routing, but the router is trained to name the member that does best on each development question. Among equals it is the one that is best on that question's task, where the paper asks a reward model.",
  learns: "A routing model, from the best member of each question.",
  needs: { scopes: ["S1_run"], operations: ["generate", "train"], minMembers: 2 },
  helpers: [{ parameter: "router", role: "base", otherwise: "the model that all members came from" }],
  moco: { suffix: "trained_router", rewardModel: mocoRewardModel },
  parameters,
  laptop: {
    settings: { descriptions: false, training: { weights: "all", learningRate: 2e-3, batchSize: 16 } },
    why: "A router of a million parameters learns all of its weights, faster, and knows the members by their numbers.",
  },
  learned,

  async prepare(pool, dev, settings, operations) {
    requireDev(pool, dev);
    // Numbers follow the labels, so that equal pools in another order train equal routers.
    const members = pool.toSorted((one, other) => (one.label < other.label ? -1 : 1));
    const scores = await scoreMembers(members, dev, samplingOf(settings.decoding), operations);
    const standing = standingOf(dev, scores, members.length);
    const examples = dev.map((question, place) => ({
      prompt: [{ role: "user" as const, content: trainedRoutingPrompt(question.prompt, readBy(members, settings)).join("") }],
      answer: String(standing.bestOf(question, scores[place] ?? []) + 1),
    }));
    operations.stage("training of the router");
    const router = await operations.train({
      model: baseOf(pool, settings.router),
      objective: { kind: "sft", examples },
      ...trainingOf(settings.training, "training of the router", operations),
    });
    return { router: router.label, members: members.map(({ label }) => label), best: members[standing.best]?.label ?? "" };
  },

  async answer(pool, { router, members, best }, questions, settings, operations) {
    requireSamePool(pool, members);
    const ordered = members.flatMap((label) => pool.find((member) => member.label === label) ?? []);
    operations.stage("routing");
    const routing = { ...samplingOf(settings.decoding, routeTokens), temperature: 0, topP: 1, topK: 0 };
    const asked = questions.map((question) => ({ question }));
    const routes = await askEach(
      asked,
      ({ question }) => promptRequest(router, trainedRoutingPrompt(question.prompt, readBy(ordered, settings)), routing),
      operations,
    );
    const chosen = routes.map(({ question, generation }) => {
      const number = readRoute(generation.text, members.length);
      const route = {
        ...step("routing", router, generation),
        choice: { between: members, chosen: members[(number ?? 0) - 1] ?? best, named: number !== null },
      };
      return { question, member: members[(number ?? 0) - 1] ?? best, route, fallbacks: number === null ? 1 : 0 };
    });
    operations.stage("answers");
    const sampling = samplingOf(settings.decoding);
    const answers = await askEach(chosen, ({ question, member }) => baseRequest(member, question, sampling), operations);
    return answers.map(({ member, route, fallbacks, generation }) => ({
      text: generation.text,
      trace: {
        steps: [route, step("answer", member, generation)],
        decision: {
          router,
          chosen: member,
          rule: fallbacks === 0 ? "named by the router" : "best on practice questions where the router named nobody",
          fallbacks,
        },
      },
    }));
  },

  describe: ({ decision }) =>
    tellDecision(decision, { rule: "Rule", chosen: "Answer taken from", router: "Chosen by", fallbacks: "Choices that could not be read" }),

  rehearse(request) {
    const choices = countChoices(request);
    return choices > 0 ? { kind: "number", upTo: choices } : { kind: "text" };
  },
};

/** Descriptions that the router reads, or as many empty ones. */
function readBy(members: readonly Member[], { descriptions }: Parameters): (string | null)[] {
  return members.map(({ description }) => (descriptions ? description : null));
}
