import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { type ScorerServer, startScorerServer } from "@/lib/operations/testing/scorer-server";
import { launchRun } from "@/lib/runs/launching/launch-run";
import { untilRun } from "@/lib/runs/testing/await-run";
import { greedy, seedModel, seedTask } from "@/lib/runs/testing/builders";
import { type ModelServer, startModelServer } from "@/lib/runs/testing/model-server";
import { readWorkers } from "@/lib/runs/watching/read-workers";

let server: ModelServer;
let scorer: ScorerServer;
let worker: ChildProcess;
let address = "";
let logged = "";

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => probe.once("listening", resolve));
  const listening = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (listening === null || typeof listening === "string") throw new Error("no port");
  return listening.port;
}

beforeAll(async () => {
  // So slow and narrow that the run lasts longer than the beat that is waited for.
  server = await startModelServer(["one"], 600);
  scorer = await startScorerServer({ reward: () => 1, says: () => "", vector: (text) => [text.length, 1] });
  await seedModel("one");
  await seedTask("numbers", { test: 900 });
  const port = await freePort();
  address = `http://127.0.0.1:${port}`;
  const { NODE_ENV: _, ...inherited } = process.env;
  worker = spawn(process.execPath, ["--import", "tsx", join(process.cwd(), "worker/main.ts")], {
    env: {
      ...inherited,
      NODE_ENV: "production",
      ENDPOINTS: JSON.stringify([{ name: "stand-in", url: server.url, maxInFlight: 64 }]),
      SCORERS: JSON.stringify({
        embed: { url: scorer.url, model: "example/Embedding" },
        verify: { url: "http://127.0.0.1:1", model: "example/Verifier" },
      }),
      WORKER_METRICS_PORT: String(port),
      LOG_LEVEL: "info",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  worker.stdout?.on("data", (chunk: Buffer) => {
    logged += chunk.toString();
  });
});

afterAll(async () => {
  worker.kill("SIGKILL");
  await Promise.all([server.close(), scorer.close()]);
});

/** Samples of the text format, by name and labels. @throws Error for a line that is none */
function parse(text: string): Map<string, number> {
  const samples = new Map<string, number>();
  for (const line of text.split("\n")) {
    if (line === "" || line.startsWith("# HELP ") || line.startsWith("# TYPE ")) continue;
    const sample = /^([a-z_:][a-z0-9_:]*(?:\{(?:[a-z_]+="[^"]*",?)*\})?) (-?\d+(?:\.\d+)?(?:e[+-]?\d+)?|\+Inf|NaN)$/i.exec(line);
    if (!sample?.[1]) throw new Error(`no sample: ${line}`);
    samples.set(sample[1], Number(sample[2]));
  }
  return samples;
}

async function scrape(): Promise<Map<string, number>> {
  const response = await fetch(`${address}/metrics`);
  expect(response.headers.get("content-type")).toContain("text/plain; version=0.0.4");
  return parse(await response.text());
}

it("tells a monitor how healthy it is and what it does, and logs with each line about a run which run and lease it is", async () => {
  for (let tries = 0; tries < 600; tries += 1) {
    const answer = await fetch(`${address}/healthz`).catch(() => null);
    if (answer?.status === 200) break;
    await wait(100);
  }
  expect(await (await fetch(`${address}/healthz`)).json()).toEqual({ healthy: true });
  expect((await fetch(`${address}/anything`)).status).toBe(404);
  expect((await fetch(`${address}/metrics`, { method: "POST" })).status).toBe(404);

  const [number] = await launchRun(systemActor("test"), {
    kind: "individual",
    models: ["one"],
    decoding: greedy,
    split: "test",
    tasks: [],
    questionsPerTask: null,
    priority: 0,
  });
  if (number === undefined) throw new Error("nothing was queued");
  await untilRun(number, ({ questionsDone }) => questionsDone >= 100, 60);
  await wait(2_100);
  const during = await scrape();
  expect(during.get("polyphony_runs_held")).toBe(1);
  expect(during.get('polyphony_queue_depth{state="running"}')).toBe(1);
  expect(during.get('polyphony_queue_oldest_seconds{state="running"}')).toBeGreaterThan(0);
  expect(during.get("polyphony_nodejs_eventloop_lag_p99_seconds")).toBeGreaterThan(0);
  const { workers, endpoints } = await readWorkers(systemActor("test"));
  expect(workers).toMatchObject([{ isAlive: true, version: "0.1.0", runs: [number], concurrency: 3 }]);
  const ofModels = endpoints.filter((endpoint) => endpoint.scorer === "");
  expect(ofModels).toMatchObject([{ name: "stand-in", url: server.url, state: "ready", models: ["one"] }]);

  await untilRun(number, ({ state }) => state === "done", 60);
  const scorers = async () => (await readWorkers(systemActor("test"))).endpoints.filter((endpoint) => endpoint.scorer !== "");
  await expect.poll(async () => (await scorers()).map(({ state }) => state), { timeout: 30_000 }).toEqual(["ready", "dead"]);
  expect(await scorers()).toMatchObject([
    { scorer: "embed", url: scorer.url, models: ["example/Embedding"], inFlight: 0, waiting: 0, message: null },
    { scorer: "verify", url: "http://127.0.0.1:1", models: [], message: expect.stringContaining("cannot be reached") },
  ]);
  const after = await scrape();
  expect(after.get('polyphony_generations_total{outcome="made"}')).toBe(900);
  expect(after.get('polyphony_memo_lookups_total{result="miss"}')).toBe(900);
  expect(after.get('polyphony_tokens_total{kind="completion"}')).toBe(1_800);
  expect(after.get('polyphony_queue_depth{state="running"}')).toBeUndefined();
  const requests = [...after].filter(([name]) => name.startsWith("polyphony_endpoint_requests_total"));
  expect(requests.reduce((sum, [, value]) => sum + value, 0)).toBeGreaterThanOrEqual(900);

  await db().run.updateMany({ where: { number }, data: { state: "failed", failureCode: "NOT_SERVED" } });
  expect((await scrape()).get('polyphony_failed_runs{code="NOT_SERVED"}')).toBe(1);

  const lines = logged.split("\n").flatMap((line) => (line.startsWith("{") && line.endsWith("}") ? [JSON.parse(line)] : []));
  const aboutRun = lines.filter((line) => line.msg.startsWith("run "));
  expect(aboutRun.map((line) => line.msg)).toEqual(["run taken", "run done"]);
  for (const line of aboutRun) {
    expect(line).toMatchObject({ run: number, epoch: 1, part: "execute" });
    expect(line).not.toHaveProperty("endpoint");
  }
  const aboutServer = lines.filter((line) => line.msg === "model server answers");
  expect(aboutServer.map((line) => line.endpoint).toSorted()).toEqual(["embed", "stand-in"]);
  for (const line of aboutServer) expect(line).not.toHaveProperty("run");
}, 180_000);
