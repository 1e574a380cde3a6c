import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { seedPerson } from "@/lib/db/testing/people";
import { launchRun } from "@/lib/runs/launching/launch-run";
import { greedy, seedModel, seedTask } from "@/lib/runs/testing/builders";
import { type ModelServer, startModelServer } from "@/lib/runs/testing/model-server";
import { workersAlive } from "@/lib/runs/watching/queries";

const questions = 300;
const members = ["one", "two", "three"];
let server: ModelServer;
const started: ChildProcess[] = [];

beforeAll(async () => {
  server = await startModelServer(members, 60);
  await Promise.all(members.map((slug) => seedModel(slug)));
  await seedTask("numbers", { test: questions, dev: 10 });
});

afterEach(() => {
  for (const worker of started.splice(0)) worker.kill("SIGKILL");
});

afterAll(() => server.close());

function startWorker(): ChildProcess {
  const { NODE_ENV: _, ...inherited } = process.env;
  const worker = spawn(process.execPath, ["--import", "tsx", join(process.cwd(), "worker/main.ts")], {
    env: {
      ...inherited,
      NODE_ENV: "production",
      ENDPOINTS: JSON.stringify([{ name: "test", url: server.url }]),
      LEASE_RENEWAL_S: "2",
      LOG_LEVEL: "warn",
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  started.push(worker);
  return worker;
}

const runOf = (number: number) => db().run.findUniqueOrThrow({ where: { number } });

async function until(holds: () => Promise<boolean>, seconds: number): Promise<void> {
  const giveUpAt = performance.now() + seconds * 1_000;
  while (!(await holds())) {
    if (performance.now() > giveUpAt) throw new Error("waited too long");
    await wait(100);
  }
}

/** What is in the memo, as the server logs it: model and number. */
async function remembered(): Promise<Set<string>> {
  const rows = await db().$queryRaw<{ slug: string; text: string }[]>`
    SELECT m.slug, g.text FROM "Generation" g JOIN "Model" m ON m.id = g."modelId"`;
  return new Set(rows.map(({ slug, text }) => `${slug} ${/\d+/.exec(text)?.[0]}`));
}

const asLogged = (line: string) => `${line.split(" ")[0]} ${/say (\d+)/.exec(line)?.[1]}`;

it("records every question once and asks nothing again that was acknowledged, when its worker is killed and another one goes on", async () => {
  const maintainer = await seedPerson("maintainer");
  const workers = [startWorker(), startWorker()];
  await until(async () => (await workersAlive(maintainer)).alive === 2, 120);
  const [number] = await launchRun(maintainer, {
    kind: "system",
    method: "majority-vote",
    models: members,
    parameters: { decoding: greedy },
    split: "test",
    tasks: [],
    questionsPerTask: null,
    devPerTask: null,
    priority: 0,
  });
  if (number === undefined) throw new Error("nothing was queued");
  await until(async () => (await runOf(number)).questionsDone >= 100, 120);
  const heldBy = (await runOf(number)).leaseOwner;
  const holder = workers.find((worker) => heldBy?.includes(`:${worker.pid}:`));
  // Into the middle of the next batch: some of it is answered, some on its way, some not yet stored.
  await wait(90);
  holder?.kill("SIGKILL");
  const killedAt = performance.now();
  const known = await remembered();
  const sentBefore = server.received.length;
  await until(async () => (await runOf(number)).leaseOwner !== heldBy, 120);
  const adoptedAfter = (performance.now() - killedAt) / 1_000;
  await until(async () => (await runOf(number)).state === "done", 120);

  const run = await runOf(number);
  expect(run).toMatchObject({ questionsDone: questions, questionsTotal: questions });
  expect(await db().result.count({ where: { runId: run.id } })).toBe(questions);
  const again = server.received.slice(sentBefore);
  expect(again.map(asLogged).filter((line) => known.has(line))).toEqual([]);
  const resent = server.received.length - members.length * (questions + 10);
  process.stdout.write(
    `killed at ${known.size} remembered texts; adopted after ${adoptedAfter.toFixed(1)} s; ${resent} requests sent twice\n`,
  );
  // The window has 512 slots at most; 200 more answers may wait for their insert.
  expect(resent).toBeLessThanOrEqual(512 + 200);
}, 400_000);

it("gives its runs back when it is asked to stop, so that the next worker continues at once", async () => {
  await db().runWorker.deleteMany();
  const maintainer = await seedPerson("maintainer");
  await seedTask("letters", { test: questions });
  const [number] = await launchRun(maintainer, {
    kind: "individual",
    models: ["one"],
    decoding: greedy,
    split: "test",
    tasks: ["letters"],
    questionsPerTask: null,
    priority: 0,
  });
  if (number === undefined) throw new Error("nothing was queued");
  const first = startWorker();
  await until(async () => (await runOf(number)).questionsDone >= 50, 120);
  const stoppedAt = performance.now();
  first.kill("SIGTERM");
  const [code] = await once(first, "exit");
  const stopSeconds = (performance.now() - stoppedAt) / 1_000;
  expect(code).toBe(0);
  expect(await runOf(number)).toMatchObject({ state: "queued", leaseOwner: null, leasesLost: 0 });
  expect(await workersAlive(maintainer)).toEqual({ alive: 0, lastSeen: null });
  startWorker();
  await until(async () => (await runOf(number)).state === "done", 120);
  expect(await runOf(number)).toMatchObject({ questionsDone: questions, leasesLost: 0 });
  process.stdout.write(`stopped cleanly in ${stopSeconds.toFixed(1)} s\n`);
}, 400_000);
