import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "@/lib/db/client";
import { livingWith, readResult } from "../testing/contract";
import { SlurmMachine, whyNoSlurm } from "../testing/slurm-machine";
import { openSlurmWorld } from "../testing/slurm-world";
import type { JobWorld } from "../testing/world";

vi.setConfig({ testTimeout: 600_000, hookTimeout: 300_000 });

const missing = whyNoSlurm();

describe.skipIf(missing !== null)(`nodes of Slurm that fail${missing === null ? "" : ` (skipped: ${missing})`}`, () => {
  let machine: SlurmMachine;
  let world: JobWorld;

  beforeAll(async () => {
    machine = await SlurmMachine.start();
  });

  beforeEach(async () => {
    await machine.recover();
    world = openSlurmWorld(machine);
  });

  afterEach(async () => {
    await world.close();
    await db().job.deleteMany();
    for (const id of await machine.liveJobs()) await machine.command("scancel", id);
  });

  afterAll(() => machine?.stop());

  /** Slurm holds what it starts again for two minutes; an operator may say that it may begin now. */
  async function beginNow(name: string): Promise<void> {
    const { clusterJobId } = await world.job(name);
    await machine.command("scontrol", "update", `JobId=${clusterJobId}`, "StartTime=now").catch(() => "");
  }

  const nodeOf = async (name: string) => ((await world.job(name)).node === "n1" ? "n1" : "n2");

  it("are lost with a training, which goes on from its checkpoint elsewhere; what its processes still write counts no more", async () => {
    const name = await world.submit({ steps: 400, stepSeconds: 0.1 });
    await world.untilWorking(name);
    await world.untilRunning(name);
    const node = await nodeOf(name);
    await machine.signal(node, "SIGKILL");
    await world.until("Slurm starts it again", async () => (await world.job(name)).state === "requeued");
    // The processes of a node that only the controller has lost go on.
    expect(livingWith((await world.job(name)).nonce).length).toBeGreaterThan(0);
    await beginNow(name);
    const job = await world.ended(name);
    expect([job.state, job.attempt, job.resultFolder?.endsWith("/1/1")]).toEqual(["done", 1, true]);
    expect(readResult(job.resultFolder).resumedAt).toBeGreaterThan(0);
    const old = join(world.folder, name, "1", "0", "exit.json");
    await expect.poll(() => JSON.parse(readFileSync(old, "utf8")).reason, { timeout: 120_000 }).toBe("superseded");
    machine.startDaemon(node);
  });

  it("are lost with a model server, which gets a new attempt with another nonce and is not moved behind its address", async () => {
    const name = await world.submit({ steps: 400, stepSeconds: 0.1 }, { purpose: "server" });
    await world.untilWorking(name);
    await world.untilRunning(name);
    const before = await world.job(name);
    const node = await nodeOf(name);
    await machine.signal(node, "SIGKILL");
    await world.until("it has a new attempt", async () => (await world.job(name)).attempt === 2);
    const { nonce, events } = await world.job(name);
    expect(nonce).not.toBe(before.nonce);
    expect(events.find(({ to }) => to === "failed")?.data).toMatchObject({ reason: "NODE_FAILED" });
    machine.startDaemon(node);
    expect(await world.ended(name)).toMatchObject({ state: "done", attempt: 2 });
    await expect.poll(() => livingWith(before.nonce), { timeout: 120_000 }).toEqual([]);
  });

  it("are taken from a job for more urgent work: it goes on from its checkpoint under the same id", async () => {
    const name = await world.submit({ steps: 200, stepSeconds: 0.1 }, { cpus: 2 });
    await world.untilWorking(name);
    const { clusterJobId } = await world.job(name);
    const urgent = ["--partition=high", "--nodes=2", "--ntasks-per-node=2", "--exclusive", "--output=/dev/null", "--wrap=sleep 5"];
    await machine.command("sbatch", ...urgent);
    await world.until("it waits again", async () => (await world.job(name)).state === "requeued");
    await beginNow(name);
    const job = await world.ended(name);
    expect([job.state, job.attempt, (await world.job(name)).clusterJobId]).toEqual(["done", 1, clusterJobId]);
    expect(readResult(job.resultFolder).resumedAt).toBeGreaterThan(0);
  });

  it("warn a job before its time is over, which saves what it has and goes on in a new attempt that costs it nothing", async () => {
    const name = await world.submit({ steps: 800, stepSeconds: 0.1 }, { seconds: 60 });
    const job = await world.ended(name);
    expect(job.state).toBe("done");
    const { events, failures } = await world.job(name);
    expect(events.find(({ to }) => to === "failed")?.data).toMatchObject({ reason: "CHECKPOINTED" });
    expect(failures).toBe(0);
    expect(job.attempt).toBeGreaterThan(1);
    expect(readResult(job.resultFolder).resumedAt).toBeGreaterThan(0);
  });

  it("end a job without checkpoints when its time is over, and say so", async () => {
    const name = await world.submit({ steps: 10_000, deaf: true, checkpoints: false }, { seconds: 60 });
    expect(await world.ended(name)).toMatchObject({ state: "failed", reason: "TIME_LIMIT", attempt: 1 });
  });

  it("give each job GPUs of its own, and the fifth waits", async () => {
    const names = await Promise.all([1, 2, 3, 4, 5].map(() => world.submit({ steps: 60, stepSeconds: 0.1 }, { gpus: 1 })));
    await world.until("four run", async () => (await db().job.count({ where: { state: "running" } })) === 4);
    expect(await db().job.count({ where: { state: "pending" } })).toBe(1);
    const nodes = await world.cluster.describeNodes();
    expect(nodes.map(({ name, gpus, cpus }) => [name, gpus, cpus])).toEqual([
      ["n1", 2, 2],
      ["n2", 2, 2],
    ]);
    for (const name of names) expect((await world.ended(name)).state).toBe("done");
  });
});
