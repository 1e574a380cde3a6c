/**
 * What each method is worth on the zoo, and what it costs: score, calls and processor time, beside the best single model.
 *
 *     npm run bench -- methods [--quick] [--questions 20] [--models 8] [--only greedy-soup,model-swarms]
 *
 * Every method that can run here is launched as a maintainer would, with its preset for laptops, on all tasks of the zoo, and executed
 * by a worker of this process over the zoo server in this process. Answers that an earlier method asked for are in the memo, as in
 * a portal; the order is that of the catalogue, so the first rows pay for the others.
 */
import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { systemActor } from "@/lib/auth/actor";
import { openConfiguredCluster } from "@/lib/cluster/configured";
import { Keeper } from "@/lib/cluster/keeping/keeper";
import { db } from "@/lib/db/client";
import { isDefaultBaseline, methods } from "@/lib/methods/registry";
import { admitZoo } from "@/lib/pool/admit-zoo";
import { recordResults } from "@/lib/results/record-results";
import { launchRun } from "@/lib/runs/launching/launch-run";
import { untilRun } from "@/lib/runs/testing/await-run";
import { startLeaser } from "@/lib/runs/testing/start-leaser";
import { wilson } from "@/lib/statistics/intervals/wilson";
import { missingOperations } from "@/lib/systems/missing-operations";
import { whyNotHere } from "@/lib/systems/why-not-here";
import { importZooTasks } from "@/lib/tasks/importing/import-zoo-tasks";
import { startZooServer } from "@/zoo/server/start-zoo-server";
import { startBenchDatabase } from "./parts/bench-database";
import { finish, say, table } from "./parts/report";

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    questions: { type: "string" },
    models: { type: "string", default: "8" },
    only: { type: "string" },
  },
});
const perTask = Number(values.questions ?? (values.quick ? 2 : 20));
const only = values.only?.split(",") ?? null;

const database = await startBenchDatabase();
const data = await mkdtemp(join(tmpdir(), "polyphony-bench-methods-"));
await symlink(resolve(process.env.DATA_DIR || ".polyphony", "trainer"), join(data, "trainer"));
const server = await startZooServer({
  host: "127.0.0.1",
  port: 0,
  models: "zoo/models",
  slots: 2,
  threads: 2,
  derived: join(data, "artifacts"),
});
process.env.DATA_DIR = data;
process.env.ENDPOINTS = JSON.stringify([{ name: "zoo", url: server.url }]);
await admitZoo();
await importZooTasks();
const keeper = new Keeper(openConfiguredCluster());
keeper.start();
const leaser = startLeaser(recordResults, { concurrency: 1 });
const pool = await db().model.findMany({
  where: { role: "member", state: "runnable", weightsHash: { not: null } },
  orderBy: { slug: "asc" },
  take: Number(values.models),
});
const router = await db().model.findFirst({ where: { role: "router", state: "runnable" } });
const rows: Record<string, string | number>[] = [];
const byMethod = new Map<string, Map<string, number>>();

try {
  for (const method of methods.filter(({ id }) => only?.includes(id) ?? true)) {
    const reasons = whyNotHere(method, { missing: missingOperations(), members: pool });
    if (reasons.length > 0) {
      rows.push({ method: method.name, score: "not here", why: reasons.join(" ") });
      continue;
    }
    rows.push(await measure(method.id, method.name, method.laptop?.settings ?? {}));
    say(JSON.stringify(rows.at(-1)));
  }
} finally {
  await leaser.stop();
  await keeper.stop();
  await server.stop();
  await database.stop();
  await rm(data, { recursive: true, force: true });
}

say(`\n${pool.length} models, ${perTask} dev and ${perTask} test questions of each of the zoo's tasks\n`);
say(table(rows.map(({ why: _, ...row }) => row)));
finish({ benchmark: "methods", rows });

async function measure(id: string, name: string, settings: object): Promise<Record<string, string | number>> {
  const processorBefore = process.cpuUsage();
  const startedAt = performance.now();
  const named = router?.weightsHash && "mode" in settings ? { router: `m-${router.weightsHash.slice(0, 12)}` } : {};
  const [number = 0] = await launchRun(systemActor("bench"), {
    kind: "system",
    method: id,
    models: pool.map(({ slug }) => slug),
    parameters: { decoding: { temperature: 0, maxTokens: 48 }, ...settings, ...named },
    split: "test",
    tasks: [],
    questionsPerTask: perTask,
    devPerTask: perTask,
    priority: 0,
    tokenCap: 0,
    unreadablePercent: 100,
  });
  const run = await untilRun(number, ({ state }) => ["done", "failed", "blocked_consent", "needs_approval"].includes(state), 3_600);
  const { user, system } = process.cpuUsage(processorBefore);
  if (run.state !== "done") return { method: name, score: run.state, why: run.failureMessage ?? "" };
  const results = await db().result.findMany({ where: { runId: run.id }, select: { questionId: true, score: true } });
  const scores = new Map(results.map(({ questionId, score }) => [questionId, score]));
  byMethod.set(id, scores);
  const right = [...scores.values()].reduce((sum, score) => sum + score, 0);
  const { low, high } = wilson(Math.round(right), scores.size);
  const jobs = await db().job.count();
  const derived = await db().derivedModel.count();
  return {
    method: name,
    score: (right / scores.size).toFixed(3),
    interval: `${low.toFixed(3)} to ${high.toFixed(3)}`,
    n: scores.size,
    "against the best single": differenceFrom(methods.find(({ id: other }) => isDefaultBaseline(other))?.id ?? "", scores),
    "texts made": run.generationsMade,
    "derived models so far": derived,
    "jobs so far": jobs,
    "processor seconds": Math.round((user + system) / 1e6),
    seconds: Math.round((performance.now() - startedAt) / 1_000),
  };
}

/** Mean difference on the same questions with its standard error. */
function differenceFrom(id: string, scores: ReadonlyMap<string, number>): string {
  const other = byMethod.get(id);
  if (!other || other === scores) return "";
  const differences = [...scores].map(([question, score]) => score - (other.get(question) ?? 0));
  const mean = differences.reduce((sum, each) => sum + each, 0) / differences.length;
  const variance = differences.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (differences.length - 1);
  return `${mean >= 0 ? "+" : ""}${mean.toFixed(3)} ± ${Math.sqrt(variance / differences.length).toFixed(3)}`;
}
