/**
 * Whole runs on servers of 1, 5 and 50 tokens a second with 1 and 4 slots: how much of what a server can give is used, what is asked
 * twice, and how right the estimates of time are.
 *
 *     npm run bench -- slow-servers [--quick] [--rounds 3]
 *
 * At true scale: each round takes about four minutes. All servers run beside one another, each with a run of its own; the worker is
 * a process of its own. The first round is estimated by what the canaries showed, each later one by what was measured before.
 */
import { spawn } from "node:child_process";
import { hash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { runEstimate } from "@/lib/runs/estimating/schema";
import { launchRun } from "@/lib/runs/launching/launch-run";
import { isTerminal } from "@/lib/runs/states";
import { greedy, seedModel, seedTask } from "@/lib/runs/testing/builders";
import { type SlowServer, startSlowServer } from "@/lib/serving/testing/slow-server";
import { startBenchDatabase } from "./parts/bench-database";
import { finish, median, say, table } from "./parts/report";

const { values } = parseArgs({ options: { quick: { type: "boolean", default: false }, rounds: { type: "string" } } });
const rounds = Number(values.rounds ?? (values.quick ? 1 : 3));
const actor = systemActor("bench");

/** Questions of each slot: as many as are answered in about three minutes, or one. */
const eachSlot: Record<number, number> = values.quick ? { 1: 4, 5: 12, 50: 60 } : { 1: 12, 5: 48, 50: 240 };
const paces = [1, 5, 50].flatMap((tokensPerSecond) => [1, 4].map((slots) => ({ tokensPerSecond, slots })));

interface Bench {
  tokensPerSecond: number;
  slots: number;
  slug: string;
  server: SlowServer;
}

interface Outcome {
  tokensPerSecond: number;
  slots: number;
  round: number;
  questions: number;
  state: string;
  seconds: number;
  /** Part of what the server can give in this time. */
  used: number;
  p50: number;
  p90: number;
  askedTwice: number;
  /** How often a worker took the run: more than once where this machine was too busy to keep a lease. */
  taken: number;
}

/** Tokens of an answer: 4 to 28, always the same for one question. */
const length = (prompt: string) => 4 + (Number.parseInt(hash("sha256", prompt, "hex").slice(0, 8), 16) % 25);

const database = await startBenchDatabase();
const benches: Bench[] = [];
for (const pace of paces) {
  const slug = `pace-${pace.tokensPerSecond}-${pace.slots}`;
  const server = await startSlowServer({ ...pace, models: [slug], length });
  await seedModel(slug);
  benches.push({ ...pace, slug, server });
}
const endpoints = benches.map(({ slug, server }) => ({ name: slug, url: server.url }));
process.env.ENDPOINTS = JSON.stringify(endpoints);
const worker = spawn(process.execPath, ["--import", "tsx", "worker/main.ts"], {
  env: { ...process.env, RUNS_AT_ONCE: String(benches.length) },
  stdio: ["ignore", "ignore", "inherit"],
});
const outcomes: Outcome[] = [];
try {
  // The worker asks each server its canary by itself.
  while ((await db().serverSpeed.count()) < benches.length) await wait(500);
  for (let round = 1; round <= rounds; round += 1) {
    outcomes.push(...(await Promise.all(benches.map((bench) => evaluate(bench, round)))));
    say(`round ${round} is over`);
  }
} finally {
  worker.kill("SIGKILL");
  for (const { server } of benches) await server.close();
  await database.stop();
}

async function evaluate({ slug, server, tokensPerSecond, slots }: Bench, round: number): Promise<Outcome> {
  const questions = (eachSlot[tokensPerSecond] ?? 10) * slots;
  const task = await seedTask(`${slug}-${round}`, { test: questions });
  const before = server.counts.workSeconds;
  const [number = 0] = await launchRun(actor, {
    kind: "individual",
    models: [slug],
    decoding: { ...greedy, maxTokens: 64 },
    split: "test",
    tasks: [task.slug],
    questionsPerTask: null,
    priority: 0,
    unreadablePercent: 100,
  });
  for (;;) {
    const run = await db().run.findUniqueOrThrow({ where: { number } });
    if (isTerminal(run.state) || run.state === "needs_approval") {
      const seconds = (Number(run.finishedAt ?? Date.now()) - Number(run.startedAt)) / 1_000;
      const { p50, p90 } = runEstimate.parse(run.estimate).seconds ?? { p50: Number.NaN, p90: Number.NaN };
      const used = (server.counts.workSeconds - before) / slots / seconds;
      const own = [...server.counts.asked].filter(([body]) => body.includes(`${slug}-${round}: `));
      const askedTwice = own.filter(([, times]) => times > 1).length;
      return { tokensPerSecond, slots, round, questions, state: run.state, seconds, used, p50, p90, askedTwice, taken: run.epoch };
    }
    await wait(100);
  }
}

say(
  table(
    paces.map(({ tokensPerSecond, slots }) => {
      const own = outcomes.filter((outcome) => outcome.tokensPerSecond === tokensPerSecond && outcome.slots === slots);
      return {
        "tokens/s": tokensPerSecond,
        slots,
        "runs done": `${own.filter(({ state }) => state === "done").length} of ${own.length}`,
        questions: own.reduce((sum, { questions }) => sum + questions, 0),
        "asked twice": own.map(({ askedTwice }) => askedTwice).join(", "),
        taken: own.map(({ taken }) => taken).join(", "),
        "used, %": own.map(({ used }) => (100 * used).toFixed(0)).join(", "),
        "took, s": own.map(({ seconds }) => seconds.toFixed(0)).join(", "),
        "P50, s": own.map(({ p50 }) => p50.toFixed(0)).join(", "),
        "P90, s": own.map(({ p90 }) => p90.toFixed(0)).join(", "),
        "took / P50": own.map(({ seconds, p50 }) => (seconds / p50).toFixed(2)).join(", "),
      };
    }),
  ),
);
const factors = outcomes.map(({ seconds, p50 }) => seconds / p50);
finish({
  bench: "slow-servers",
  rounds,
  n: outcomes.length,
  leastUsed: Math.min(...outcomes.map(({ used }) => used)),
  askedTwice: Math.max(...outcomes.map(({ askedTwice }) => askedTwice)),
  factorP50: { median: median(factors), least: Math.min(...factors), most: Math.max(...factors) },
  withinFactor2: factors.filter((factor) => factor > 0.5 && factor < 2).length,
  coveredByP90: outcomes.filter(({ seconds, p90 }) => seconds <= p90).length,
  outcomes,
});
process.exit(0);
