import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { conflictsOfRun } from "@/lib/boards/flags/conflicts-of-run";
import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { type ScorerServer, startScorerServer } from "@/lib/operations/testing/scorer-server";
import { recordResults } from "@/lib/results/record-results";
import { parserVersion } from "@/lib/tasks/schema";
import { launchRun } from "../launching/launch-run";
import type { Leaser } from "../leasing/leaser";
import { retryRun } from "../steering/retry-run";
import { untilRun } from "../testing/await-run";
import { greedy, seedModel, seedTask } from "../testing/builders";
import { type ModelServer, startModelServer } from "../testing/model-server";

import { startLeaser } from "../testing/start-leaser";

const maintainer = systemActor("test");
const reference = "what everybody says";
const scorers = { reward: "example/Reward-Llama-8B", verify: "example/Verifier-Qwen-7B", embed: "example/Embedding-E5" };
let models: ModelServer;
let server: ScorerServer;
let leaser: Leaser | undefined;

/**
 * Each kind of task that a model scores, the model whose answers that model likes, and what the members are worth on dev. The
 * one that is liked comes second in the pool, where nobody gets without a score.
 */
const kinds = [
  {
    taskType: "reward_model",
    setting: "reward",
    source: "reward_model",
    content: {},
    // The reward model holds it 1 / (1 + e^-2) probable that a person prefers the answer with the reward of 3 to that with 1.
    shares: { kind: 0.8808, plain: 0.1192 },
    score: 3,
    besides: 0,
  },
  {
    taskType: "general_verifier",
    setting: "verify",
    source: "verifier",
    content: { output: "something else" },
    // Of the second member's answers one is wrong, of the first member's one is right, and about one nothing is decided.
    shares: { kind: 0.75, plain: 0.25 },
    score: 1,
    besides: 0,
  },
  {
    taskType: "generation_diversity",
    setting: "embed",
    source: "embedding",
    content: { reference: [reference] },
    shares: { kind: 1, plain: 1 - Math.SQRT1_2 },
    score: 1,
    // The other answers are embedded as well, each once.
    besides: 1,
  },
] as const;

beforeAll(async () => {
  models = await startModelServer(["plain", "kind"], 0, (model, prompt) => `\\box{${model} ${prompt}}`);
  server = await startScorerServer({
    reward: (answer) => (answer.includes("kind") ? 3 : 1),
    says: (answer) => {
      if (/plain .* dev 1$/.test(answer)) return "I cannot tell.";
      const isRight = answer.startsWith("kind") !== / dev 0$/.test(answer);
      return `Final Decision: No? Let me see. Final Decision: ${isRight ? "Yes" : "No"}`;
    },
    vector: (text) => {
      if (text === reference) return [1, 0];
      return text.includes("kind") ? [0, 1] : [1, 1];
    },
  });
  process.env.ENDPOINTS = JSON.stringify([{ name: "test", url: models.url }]);
  process.env.SERVER_PATIENCE_S = "6";
  const settings = Object.entries(scorers).map(([kind, model]) => [kind, { url: server.url, model }]);
  process.env.SCORERS = JSON.stringify(Object.fromEntries(settings));
  await Promise.all(["plain", "kind"].map((slug) => seedModel(slug)));
  for (const { taskType, content } of kinds) {
    for (const slug of [`${taskType}-one`, `${taskType}-two`, `${taskType}-away`]) {
      const { id } = await seedTask(slug, { test: 3, dev: 4 });
      await db().task.update({ where: { id }, data: { taskType } });
      await db().$executeRaw`
        UPDATE "Question" SET content = ${JSON.stringify({ ...content, taskType })}::jsonb
          || jsonb_build_object('id', key, 'input', ${slug} || ' ' || split || ' ' || position)
        WHERE "taskId" = ${id}::uuid`;
    }
  }
});

afterEach(async () => {
  await leaser?.stop();
  leaser = undefined;
  server.refuse(() => false);
});

afterAll(async () => {
  await Promise.all([models.close(), server.close()]);
});

async function launch(method: string, task: string): Promise<number> {
  const [number] = await launchRun(maintainer, {
    kind: "system",
    method,
    models: ["plain", "kind"],
    parameters: { decoding: greedy },
    devPerTask: null,
    split: "test",
    tasks: [task],
    questionsPerTask: null,
    priority: 0,
  });
  if (number === undefined) throw new Error("nothing was queued");
  return number;
}

/** The id of the system that is composed where SCORERS reads like this. */
async function systemWith(settings: object, method: string, task: string): Promise<string> {
  vi.resetModules();
  vi.stubEnv("SCORERS", JSON.stringify(settings));
  const { findOrCreateSystem } = await import("@/lib/systems/find-or-create-system");
  const { id } = await db().task.findUniqueOrThrow({ where: { slug: task } });
  const members = await db().model.findMany({ orderBy: { slug: "desc" }, select: { id: true } });
  const spec = {
    method,
    modelIds: members.map((member) => member.id),
    parameters: { decoding: greedy },
    devTaskIds: [id],
    devPerTask: null,
  };
  const system = await inTransaction((tx) => findOrCreateSystem(tx, spec));
  vi.unstubAllEnvs();
  return system.id;
}

it("waits for a scorer that is away and goes on when it is back, or fails when it stays away", async () => {
  const number = await launch("best-single", "reward_model-away");
  await server.goAway();
  leaser = startLeaser(recordResults);
  await untilRun(number, ({ stage }) => stage === `waiting for the scorer ${scorers.reward}`);
  await server.comeBack();
  expect(await untilRun(number, ({ state }) => state === "done")).toMatchObject({ questionsDone: 3, failureCode: null });

  const lost = await launch("best-single", "general_verifier-away");
  await server.goAway();
  try {
    const failed = await untilRun(lost, ({ state }) => state === "failed", 40);
    expect(failed).toMatchObject({ failureCode: "SCORER_FAILED", blame: "cluster" });
    expect(failed.failureMessage).toContain(`The scorer ${scorers.verify} at ${server.url} does not answer`);
    expect(Number(failed.finishedAt) - Number(failed.startedAt)).toBeGreaterThanOrEqual(Number(process.env.SERVER_PATIENCE_S) * 1_000);
  } finally {
    await server.comeBack();
  }
}, 90_000);

describe.each(kinds)("a task of type $taskType", ({ taskType, setting, source, shares, score, besides }) => {
  const [one, two] = [`${taskType}-one`, `${taskType}-two`];
  const scorer = scorers[setting];
  const asked = () => server.asked[setting].filter((scored) => scored.includes(one) || scored === reference);

  it("lets methods learn from the scores that results get, and each of them is asked for once", async () => {
    const [alone, together] = [await launch("best-single", one), await launch("majority-vote", one)];
    leaser = startLeaser(recordResults);
    for (const number of [alone, together]) {
      const run = await untilRun(number, ({ state }) => state === "done");
      const system = await db().system.findUniqueOrThrow({ where: { id: run.systemId ?? "" } });
      const labels = await db().model.findMany({ select: { slug: true, weightsHash: true } });
      const label = (slug: string) => `m-${labels.find((model) => model.slug === slug)?.weightsHash?.slice(0, 12)}`;
      expect(system.learned).toEqual({
        ranking: [
          { label: label("kind"), score: expect.closeTo(shares.kind), n: 4 },
          { label: label("plain"), score: expect.closeTo(shares.plain), n: 4 },
        ],
      });
      expect(system.sources).toEqual([{ kind: source, name: scorer, via: "scores on dev" }]);
      const results = await db().result.findMany({ where: { runId: run.id } });
      expect(results.map((result) => result.score)).toEqual([score, score, score].map((each) => expect.closeTo(each)));
      // Nobody agrees with anybody, so the vote is decided by what was learned as well.
      for (const { answer, trace, parser } of results) {
        expect(answer).toMatch(/^\\box\{kind /);
        expect(trace).toMatchObject({ decision: { chosen: label("kind"), rule: expect.stringContaining("best on practice questions") } });
        expect(parser).toMatch(new RegExp(` \\+ ${source} ${scorer}$`));
      }
    }
    expect(asked().toSorted()).toEqual([...new Set(asked())].toSorted());
    expect(asked()).toHaveLength(2 * 4 + 3 + besides);
  });

  it("flags that the model which scores a system had a part in its making, whatever is configured since", async () => {
    const run = await db().run.findFirstOrThrow({ where: { state: "done", tasks: { some: { task: { slug: one } } } } });
    const flags = async () => (await conflictsOfRun(maintainer, run.number)).map(({ text }) => text).filter((text) => text.includes(one));
    const flag = new RegExp(`^${scorer} had a part in the making of .* \\(scores on dev\\) and scores ${one}\\.$`);
    expect(await flags()).toContainEqual(expect.stringMatching(flag));
    const recorded = await db().result.findFirstOrThrow({ where: { runId: run.id } });
    await db().result.updateMany({ where: { parser: recorded.parser }, data: { parser: `${parserVersion} + ${source} example/Another` } });
    expect((await flags()).filter((text) => flag.test(text))).toEqual([]);
  });

  it("makes another system where another model scores the dev answers", async () => {
    const settings = (model: string) => ({ [setting]: { url: server.url, model } });
    const run = await db().run.findFirstOrThrow({
      where: { tasks: { some: { task: { slug: one } } }, system: { method: "best-single" } },
    });
    expect(await systemWith(settings(scorer), "best-single", one)).toBe(run.systemId);
    expect(await systemWith(settings("example/Another"), "best-single", one)).not.toBe(run.systemId);
  });

  it("fails with what to look at when the scorer refuses, and goes on from what was scored", async () => {
    const number = await launch("best-single", two);
    server.refuse((scored) => / dev 2/.test(scored));
    leaser = startLeaser(recordResults);
    const failed = await untilRun(number, ({ state }) => state === "failed");
    expect(failed).toMatchObject({ failureCode: "SCORER_FAILED", blame: "cluster" });
    expect(failed.failureMessage).toMatch(new RegExp(`^The scorer ${scorer} at http.* answered HTTP 404\\. Look at it`));
    server.refuse(() => false);
    const [modelCalls, scores] = [models.received.length, server.asked[setting].length];
    await retryRun(maintainer, { number });
    await untilRun(number, ({ state }) => state === "done");
    // The dev answers were in the memo, and those that were scored are not scored again.
    expect(models.received.length - modelCalls).toBe(3);
    const kept = server.asked[setting].slice(0, scores).filter((scored) => !/ dev 2/.test(scored));
    const later = server.asked[setting].slice(scores);
    expect(later.filter((scored) => kept.includes(scored))).toEqual([]);
    expect(later.filter((scored) => / dev 2/.test(scored))).toHaveLength(2);
    expect(later.filter((scored) => !scored.includes("dev"))).toHaveLength(3);
  });

  it("teaches nothing from another scorer than the one that the system was composed with", async () => {
    const number = await launch("multi-agent-refine", two);
    const { systemId } = await db().run.findUniqueOrThrow({ where: { number } });
    const sources = [{ kind: source, name: "example/Another", via: "scores on dev" }];
    await db().system.update({ where: { id: systemId ?? "" }, data: { sources } });
    leaser = startLeaser(recordResults);
    const failed = await untilRun(number, ({ state }) => state === "failed");
    expect(failed.failureMessage).toContain(`learn from the scores of example/Another, and SCORERS of this worker names ${scorer}`);
  });
});
