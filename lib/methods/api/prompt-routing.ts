import { z } from "zod";
import type { Operations, Sampling } from "@/lib/operations/contract";
import type { PreparedQuestion } from "@/lib/tasks/schema";
import type { Answer, Member, Method, TraceStep } from "../method";
import { type Answered, askEach, baseRequest, promptRequest, step } from "../steps/ask";
import { appendixB, decoding, samplingOf } from "../steps/decoding";
import { byRank, type DevRanking, ranksOnDev } from "../steps/dev-ranking";
import { modelLabel } from "../steps/model-label";
import { countListed, routingPrompt } from "../steps/prompts";
import { readRoute } from "../steps/read-route";
import { tellDecision } from "../steps/tell-decision";

/** A router names a number. Tokens. */
const routeTokens = 16;

const parameters = z.strictObject({
  decoding: decoding.prefault({}),
  mode: z
    .enum(["one-prompt", "tournament"])
    .default("one-prompt")
    .meta({
      description: "One prompt with all descriptions, or a knock-out of two at a time, for routers too small for the list.",
      source: `one prompt in ${appendixB}`,
    }),
  router: z
    .union([z.literal("best-on-dev"), modelLabel])
    .default("best-on-dev")
    .meta({
      description: "Who chooses: the member that is best on practice questions, or a model of its own.",
      source: appendixB,
    }),
});
type Parameters = z.infer<typeof parameters>;

/** Parameters for routers too small to read a list of many members. */
export const forSmallRouters = { mode: "tournament" } satisfies z.input<typeof parameters>;

/** How one question found its member. */
interface Route {
  question: PreparedQuestion;
  member: Member;
  steps: TraceStep[];
  /** Readings that failed and were replaced by the member that is better on dev. */
  fallbacks: number;
}

/** Who is asked to route, and how. */
interface Routing {
  router: string;
  sampling: Sampling;
  /** Best on dev first. */
  ranked: readonly [Member, ...Member[]];
  operations: Operations;
}

/** A router reads the members' descriptions and sends each question to one of them. */
export const promptRouting: Method<Parameters, DevRanking> = {
  id: "prompt-routing",
  name: "Prompt Routing",
  level: "api",
  paper: { title: "Scaling Participation in Modular AI Systems", url: "https://arxiv.org/abs/2606.07812" },
  summary: "A router model reads what each model is good at and sends every question to the one that suits it best.",
  how: "A router model reads the question and one line about each member, and names the member that should answer. Its answer is the system's answer.",
  learns: "Which model is the best on the development questions; that one becomes the router.",
  needs: { scopes: ["S1_run"], operations: ["generate"], minMembers: 1 },
  helpers: [{ parameter: "router", role: "router", otherwise: "the member that is best on practice questions" }],
  moco: { suffix: "prompt_routing" },
  parameters,
  laptop: { settings: forSmallRouters, why: "The tiniest routers tell two descriptions apart, not eight." },
  ...ranksOnDev,

  async answer(pool, learned, questions, settings, operations) {
    const ranked = byRank(pool, learned);
    const router = settings.router === "best-on-dev" ? ranked[0].label : settings.router;
    const routing = { router, sampling: samplingOf(settings.decoding, routeTokens), ranked, operations };
    const routes = settings.mode === "tournament" ? await knockOut(pool, questions, routing) : await choose(pool, questions, routing);
    operations.stage("answers");
    const sampling = samplingOf(settings.decoding);
    const answers = await askEach(routes, ({ member, question }) => baseRequest(member.label, question, sampling), operations);
    return answers.map((answered) => toAnswer(answered, router));
  },

  describe: ({ decision }) =>
    tellDecision(decision, {
      rule: "Rule",
      chosen: "Answer taken from",
      router: "Chosen by",
      fallbacks: "Choices that could not be read",
    }),

  rehearse(request) {
    const listed = countListed(request);
    return listed > 0 ? { kind: "number", upTo: listed } : { kind: "text" };
  },
};

/** One prompt with every description, in the order of the pool. A pool of one needs no router. */
async function choose(pool: readonly Member[], questions: readonly PreparedQuestion[], routing: Routing): Promise<Route[]> {
  const [best] = routing.ranked;
  const open = questions.map((question) => ({ question, member: best, steps: [], fallbacks: 0 }));
  if (pool.length === 1) return open;
  return await decide(open, "routing", () => pool, routing);
}

/** Each member in the order of the pool meets the winner so far. */
async function knockOut(pool: readonly Member[], questions: readonly PreparedQuestion[], routing: Routing): Promise<Route[]> {
  const [first, ...challengers] = pool;
  let routes: Route[] = questions.map((question) => ({ question, member: first ?? routing.ranked[0], steps: [], fallbacks: 0 }));
  for (const [place, challenger] of challengers.entries()) {
    const stage = `routing, match ${place + 1} of ${challengers.length}`;
    routes = await decide(routes, stage, ({ member }) => [member, challenger], routing);
  }
  return routes;
}

/** Asks the router once per question; what it does not clearly say, dev decides. */
async function decide(
  routes: readonly Route[],
  stage: string,
  candidatesOf: (route: Route) => readonly Member[],
  routing: Routing,
): Promise<Route[]> {
  const { router, sampling, ranked, operations } = routing;
  operations.stage(stage);
  const open = routes.map((route) => ({ route, candidates: candidatesOf(route) }));
  const request = ({ route, candidates }: (typeof open)[number]) =>
    promptRequest(
      router,
      routingPrompt(
        route.question.prompt,
        candidates.map(({ description }) => description),
      ),
      sampling,
    );
  const answers = await askEach(open, request, operations);
  return answers.map(({ route, candidates, generation }) => {
    const number = readRoute(generation.text, candidates.length);
    const named = number === null ? undefined : candidates[number - 1];
    const member = named ?? ranked.find((one) => candidates.includes(one)) ?? ranked[0];
    const choice = { between: candidates.map(({ label }) => label), chosen: member.label, named: named !== undefined };
    const steps = [...route.steps, { ...step(stage, router, generation), choice }];
    return { question: route.question, member, steps, fallbacks: route.fallbacks + (named ? 0 : 1) };
  });
}

function toAnswer({ member, generation, steps, fallbacks }: Answered<Route>, router: string): Answer {
  const rule = fallbacks === 0 ? "named by the router" : "best on practice questions where the router named nobody";
  return {
    text: generation.text,
    trace: {
      steps: [...steps, step("answer", member.label, generation)],
      decision: { router, chosen: member.label, rule, fallbacks },
    },
  };
}
