import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "@/lib/db/client";
import { awaitJob } from "../await-job";
import { cancelJob } from "../cancel-job";
import { countExecutions, itKeepsTheContract, livingWith, readResult } from "../testing/contract";
import { FakeCluster } from "../testing/fake-cluster";
import { JobWorld, tester, testPatience } from "../testing/world";

vi.setConfig({ testTimeout: 600_000, hookTimeout: 300_000 });

const base = mkdtempSync(join(tmpdir(), "polyphony-jobs-"));
const makeFolder = () => mkdtempSync(join(base, "jobs-"));

afterAll(() => rmSync(base, { recursive: true, force: true }));

describe("jobs on a cluster that a test tells what to do", () => {
  itKeepsTheContract(async () => {
    const cluster = new FakeCluster();
    return new JobWorld(makeFolder(), () => cluster);
  });
});

describe("a cluster that fails", () => {
  let cluster: FakeCluster;
  let world: JobWorld;

  beforeEach(() => {
    cluster = new FakeCluster();
    world = new JobWorld(makeFolder(), () => cluster, { ...testPatience, missingSeconds: 4 });
  });

  afterEach(async () => {
    await world.close();
    cluster.stop();
    await db().job.deleteMany();
  });

  it("has a job once that it took without saying so: the job is found by its name", async () => {
    cluster.ambiguous = 1;
    const job = await world.ended(await world.submit({ steps: 3 }));
    expect([job.state, job.attempt, cluster.jobs.size]).toEqual(["done", 1, 1]);
  });

  it("is given a job once more that it neither took nor refused", async () => {
    cluster.dropped = 2;
    const job = await world.ended(await world.submit({ steps: 3 }));
    expect([job.state, job.attempt, cluster.jobs.size]).toEqual(["done", 1, 1]);
  });

  it("is never taken for an end of its jobs while it is away: they stay as they are, and what they finish counts", async () => {
    const name = await world.submit({ steps: 20, stepSeconds: 0.1 });
    await world.untilWorking(name);
    cluster.isAway = true;
    const other = await world.submit({ steps: 1 });
    await expect
      .poll(async () => readdirSync((await world.executions(name))[0]?.folder ?? ""), { timeout: 120_000 })
      .toContain("exit.json");
    expect((await world.job(name)).state).toBe("running");
    expect((await world.job(other)).state).toBe("submitting");
    cluster.isAway = false;
    expect(await world.ended(name)).toMatchObject({ state: "done", attempt: 1 });
    expect(await world.ended(other)).toMatchObject({ state: "done", attempt: 1 });
  });

  it("may forget a job that left its result: the result counts", async () => {
    cluster.isBusy = true;
    const name = await world.submit({ steps: 3 });
    await world.until("it is given to the cluster", async () => (await world.job(name)).clusterJobId !== null);
    await world.stopKeeper();
    cluster.isBusy = false;
    await cluster.look();
    await expect.poll(async () => (await world.executions(name))[0]?.exit?.code, { timeout: 120_000 }).toBe(0);
    cluster.forget("1");
    world.startKeeper();
    expect(await world.ended(name)).toMatchObject({ state: "done", attempt: 1 });
  });

  it("may forget a job that left nothing: it is lost after a while, and not before, and gets a new attempt", async () => {
    cluster.isBusy = true;
    const name = await world.submit({ steps: 3 });
    await world.until("it is given to the cluster", async () => (await world.job(name)).clusterJobId !== null);
    cluster.forget("1");
    cluster.isBusy = false;
    expect(await world.ended(name)).toMatchObject({ state: "done", attempt: 2 });
    const { events } = await world.job(name);
    const [lost, taken] = [events.find(({ to }) => to === "lost"), events.find(({ to }) => to === "pending")];
    expect((lost?.createdAt.getTime() ?? 0) - (taken?.createdAt.getTime() ?? 0)).toBeGreaterThan(4_000);
  });

  it("may start a job again itself, which then goes on from its checkpoint under the same id", async () => {
    const name = await world.submit({ steps: 40, stepSeconds: 0.1 });
    await world.untilWorking(name);
    cluster.preempt("1");
    const job = await world.ended(name);
    expect([job.state, job.attempt, cluster.jobs.size]).toEqual(["done", 1, 1]);
    expect(readResult(job.resultFolder).resumedAt).toBeGreaterThan(0);
    expect((await world.job(name)).events.map(({ to }) => to)).toContain("requeued");
  });

  it("may believe a machine dead on which the job goes on: the old one stops, and only the new attempt counts", async () => {
    const name = await world.submit({ steps: 150, stepSeconds: 0.1 });
    const { started } = await world.untilWorking(name);
    const { nonce } = await world.job(name);
    cluster.loseNode("1");
    const job = await world.ended(name);
    expect(job).toMatchObject({ state: "done", attempt: 2 });
    expect(job.resultFolder).toContain(`${name}/2/0`);
    await expect.poll(() => livingWith(nonce), { timeout: 120_000 }).toEqual([]);
    const old = JSON.parse(readFileSync(join(world.folder, name, "1", "0", "exit.json"), "utf8"));
    expect([old.reason, old.nonce]).toEqual(["superseded", started?.nonce]);
  });

  it("is waited for until its jobs end, or until whoever waits gives up, and then the job goes on", async () => {
    const name = await world.submit({ steps: 20, stepSeconds: 0.1 });
    await expect(awaitJob(world.news, name, AbortSignal.timeout(300))).rejects.toMatchObject({ name: "TimeoutError" });
    await expect(awaitJob(world.news, "nobody", AbortSignal.timeout(5_000))).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await world.ended(name)).toMatchObject({ state: "done", attempt: 1 });
  });

  it("that refuses a job is told in its own words, and the job is not tried again", async () => {
    cluster.refusal = "Requested node configuration is not available";
    const job = await world.ended(await world.submit({}));
    expect(job).toMatchObject({ state: "failed", reason: "REFUSED", message: cluster.refusal, attempt: 1 });
  });

  it("never starts what was cancelled while it waited", async () => {
    cluster.isBusy = true;
    const name = await world.submit({ steps: 3 });
    await world.until("it waits in the cluster", async () => (await world.job(name)).reason === "RESOURCES");
    await cancelJob(tester, { name, why: "changed my mind" });
    expect((await world.ended(name)).state).toBe("cancelled");
    cluster.isBusy = false;
    await cluster.look();
    expect(await countExecutions(world, name)).toBe(0);
  });

  it("is asked by one keeper, however many workers there are, and by another one when that ends", async () => {
    const doors = [cluster, new FakeCluster(cluster.jobs), new FakeCluster(cluster.jobs)];
    const others = doors.slice(1).map((door) => new JobWorld(world.folder, () => door));
    const asked = () => doors.map(({ looks }) => looks > 0);
    try {
      const name = await world.submit({ steps: 40, stepSeconds: 0.1 });
      await world.untilWorking(name);
      expect(asked().filter(Boolean)).toHaveLength(1);
      await [world, ...others][asked().indexOf(true)]?.stopKeeper();
      expect((await world.ended(name)).state).toBe("done");
      expect(asked().filter(Boolean)).toHaveLength(2);
      expect(await countExecutions(world, name)).toBe(1);
    } finally {
      await Promise.all(others.map((other) => other.close()));
    }
  });
});
