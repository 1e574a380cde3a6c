/**
 * What all leave-one-outs, and a scaling experiment, cost in requests, as a share of what MoCo sends for them.
 *
 *     npm run bench -- leave-one-out [--quick] [--questions 100]
 *
 * The portal's own methods run on its own engine against the mock endpoint, and the requests that arrive there are counted.
 * First each method answers with all models; then with each model left out; then with pools that grow from two models to all.
 * MoCo asks everything again each time, so its counts follow from its published structure (docs in bench/README.md).
 */

import { parseArgs } from "node:util";
import { promptRouting } from "@/lib/methods/api/prompt-routing";
import { bestSingle } from "@/lib/methods/baselines/best-single";
import { majorityVote } from "@/lib/methods/baselines/majority-vote";
import type { Member, Method } from "@/lib/methods/method";
import { multiAgentRefine } from "@/lib/methods/text/multi-agent-refine";
import { openConfiguredEngine } from "@/lib/operations/engine";
import { onlyThese } from "@/lib/operations/model-source";
import { seedModel } from "@/lib/runs/testing/builders";
import { startMockEndpoint } from "@/lib/serving/testing/mock-endpoint";
import type { PreparedQuestion } from "@/lib/tasks/schema";
import { startBenchDatabase } from "./parts/bench-database";
import { servedMock } from "./parts/measure";
import { countOfMoco, type MocoMethod } from "./parts/moco-counts";
import { exactMatchQuestions } from "./parts/questions";
import { finish, say, table } from "./parts/report";

const { values } = parseArgs({ options: { quick: { type: "boolean", default: false }, questions: { type: "string" } } });
const questionCount = Number(values.questions ?? (values.quick ? 10 : 100));
const POOL = 8;

/** Questions of its own for each measurement, so that none profits from what another has asked. */
interface Questions {
  dev: PreparedQuestion[];
  test: PreparedQuestion[];
}

interface Contender {
  name: string;
  goal: number | null;
  moco: MocoMethod;
  play(pool: readonly Member[], questions: Questions): Promise<void>;
}

interface Outcome {
  method: string;
  full: number;
  leaveOneOut: { requests: number; moco: number; ratio: number; goal: number | null; isMet: boolean };
  scaling: { requests: number; moco: number; ratio: number };
}

const database = await startBenchDatabase();
const names = Array.from({ length: POOL }, (_, place) => `model-${place + 1}`);
const mock = await startMockEndpoint({ models: names, characters: 200, routes: true });
process.env.ENDPOINTS = JSON.stringify([{ name: "mock", url: mock.url }]);
const engine = openConfiguredEngine();
const served = (await Promise.all(names.map((name) => seedModel(name)))).map(servedMock);
const members: Member[] = served.map(({ label, servedAs }) => ({ label, name: servedAs, description: `Is good at ${servedAs}.` }));
const questionsOf = (name: string): Questions => ({
  dev: exactMatchQuestions(`${name}, dev`, questionCount),
  test: exactMatchQuestions(`${name}, test`, questionCount),
});
/** Learns on dev and answers test, as a run does. */
const playing =
  <Parameters, Learned>(method: Method<Parameters, Learned>, changes: object = {}): Contender["play"] =>
  async (pool, { dev, test }) => {
    const own = engine.operations({
      models: onlyThese(served),
      seed: "bench",
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });
    const parameters = method.parameters.parse({ decoding: { temperature: 0, maxTokens: 64 }, ...changes });
    const answers = await method.answer(pool, await method.prepare(pool, dev, parameters, own), test, parameters, own);
    if (answers.length !== test.length) throw new Error("Some questions were not answered.");
  };

const contenders: Contender[] = [
  { name: bestSingle.id, goal: null, moco: "single", play: playing(bestSingle) },
  { name: majorityVote.id, goal: 0, moco: "vote", play: playing(majorityVote) },
  { name: promptRouting.id, goal: 0.22, moco: "route", play: playing(promptRouting) },
  { name: `${multiAgentRefine.id}, R=2`, goal: 0.36, moco: "refine-2", play: playing(multiAgentRefine, { rounds: 1 }) },
  { name: `${multiAgentRefine.id}, R=3`, goal: 0.52, moco: "refine-3", play: playing(multiAgentRefine, { rounds: 2 }) },
];

/** Requests that arrive while `work` goes on. */
async function counted(work: () => Promise<void>): Promise<number> {
  const before = mock.log.length;
  await work();
  return mock.log.length - before;
}

const withoutEach = members.map((_, place) => members.filter((_member, other) => other !== place));
const growing = [2, 4, 6, 8].map((size) => members.slice(0, size));
const share = (ours: number, theirs: number) => Number((ours / theirs).toFixed(3));
const total = (method: MocoMethod, pools: readonly (readonly Member[])[]) =>
  pools.reduce((sum, pool) => sum + countOfMoco(method, pool.length, questionCount, questionCount), 0);

const outcomes: Outcome[] = [];
try {
  // The engine checks each model once with questions of its own; that is over before anything is counted.
  await contenders[0]?.play(members, questionsOf("first"));
  for (const { name, goal, moco, play } of contenders) {
    const [one, other] = [questionsOf(name), questionsOf(`${name}, growing`)];
    const full = await counted(() => play(members, one));
    const left = await counted(async () => {
      for (const pool of withoutEach) await play(pool, one);
    });
    const grown = await counted(async () => {
      for (const pool of growing) await play(pool, other);
    });
    const [theirs, theirsGrown] = [total(moco, withoutEach), total(moco, growing)];
    outcomes.push({
      method: name,
      full,
      leaveOneOut: {
        requests: left,
        moco: theirs,
        ratio: share(left, theirs),
        goal,
        isMet: goal === null || Number((left / theirs).toFixed(2)) <= goal,
      },
      scaling: { requests: grown, moco: theirsGrown, ratio: share(grown, theirsGrown) },
    });
  }
} finally {
  await mock.close();
  await database.stop();
}

say(`${POOL} models, ${questionCount} questions of dev and ${questionCount} of test\n`);
say(
  table(
    outcomes.map(({ method, full, leaveOneOut, scaling }) => ({
      method,
      "full run": full,
      "all leave-one-outs": leaveOneOut.requests,
      "MoCo's": leaveOneOut.moco,
      ratio: leaveOneOut.ratio,
      goal: leaveOneOut.goal ?? "-",
      "pools of 2, 4, 6, 8": scaling.requests,
      "MoCo's for these": scaling.moco,
      "ratio of these": scaling.ratio,
    })),
  ),
);
finish({ bench: "leave-one-out", models: POOL, questions: questionCount, outcomes });
process.exit(0);
