import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { db } from "@/lib/db/client";
import { cancelJob } from "../cancel-job";
import { type NewJob, submitJob } from "../submit-job";
import { type JobWorld, program, tester } from "./world";

const result = z.object({ steps: z.number(), resumedAt: z.number(), environment: z.string() });

export function readResult(folder: string | null) {
  return result.parse(JSON.parse(readFileSync(join(folder ?? "", "result.json"), "utf8")));
}

/** Processes of this machine that carry this nonce in their environment. */
export function livingWith(nonce: string): string[] {
  return readdirSync("/proc").filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      return readFileSync(`/proc/${pid}/environ`, "latin1").split("\0").includes(`JOB_NONCE=${nonce}`);
    } catch {
      return false;
    }
  });
}

/** How often a job was executed, over all attempts. */
export async function countExecutions(world: JobWorld, name: string): Promise<number> {
  const { folder } = await world.job(name);
  const attempts = readdirSync(folder).filter((entry) => /^\d+$/.test(entry));
  return attempts.flatMap((attempt) => readdirSync(join(folder, attempt)).filter((entry) => /^\d+$/.test(entry))).length;
}

/** What every cluster does with jobs. Each test has jobs of its own, so that all may share one world. */
export function itKeepsTheContract(open: () => Promise<JobWorld>): void {
  let world: JobWorld | undefined;

  beforeAll(async () => {
    world = await open();
  });

  afterAll(() => world?.close());

  const opened = () => {
    if (!world) throw new Error("The world is not open yet.");
    return world;
  };
  for (const each of [itExecutes, itTriesAgain, itEnds, itLooksAfter]) each(opened);
}

function itExecutes(opened: () => JobWorld): void {
  it("executes a job once and says where its result is", async () => {
    const world = opened();
    const name = await world.submit({ steps: 3 }, { environment: { GREETING: 'a "word" $(id) \n `id`' } });
    const job = await world.ended(name);
    expect(job).toMatchObject({ state: "done", reason: null, attempt: 1 });
    expect(readResult(job.resultFolder)).toEqual({ steps: 3, resumedAt: 0, environment: 'a "word" $(id) \n `id`' });
    expect(await countExecutions(world, name)).toBe(1);
    const { outputs, code } = JSON.parse(readFileSync(join(job.resultFolder ?? "", "exit.json"), "utf8"));
    expect([code, Object.keys(outputs)]).toEqual([0, ["out/weights.txt", "result.json"]]);
    expect(job.secondsUsed).toBeGreaterThan(0);
  });

  it("does the same work once, however often it is asked for", async () => {
    const world = opened();
    const name = await world.submit({ steps: 3 });
    const again = () => world.submit({ steps: 3 }, { name });
    await Promise.all([again(), again(), again()]);
    await world.ended(name);
    await again();
    expect(await world.job(name)).toMatchObject({ state: "done", attempt: 1 });
    expect(await countExecutions(world, name)).toBe(1);
  });

  it("refuses what is no job in words, before anything is written", async () => {
    const world = opened();
    const place = { cluster: world.cluster.name, folder: world.folder };
    const asked = { name: "../../etc", purpose: "train", command: [program], request: {}, memoryMb: 256, seconds: 60 } satisfies NewJob;
    await expect(submitJob(tester, place, asked)).rejects.toThrow("name: must be a SHA-256 in hex");
    expect(existsSync(join(world.folder, "../../etc/request.json"))).toBe(false);
  });
}

function itTriesAgain(opened: () => JobWorld): void {
  it("does not try again what the program refuses, and tells its words", async () => {
    const world = opened();
    const name = await world.submit({ refuse: "rank must be at least 1" });
    expect(await world.ended(name)).toMatchObject({
      state: "failed",
      reason: "BAD_REQUEST",
      message: "rank must be at least 1",
      attempt: 1,
    });
    expect((await world.job(name)).blame).toBe("ours");
  });

  it("tries a crash again from the last checkpoint, three times in all, and then leaves it to a person, who may ask again", async () => {
    const world = opened();
    const name = await world.submit({ exit: 3 });
    expect(await world.ended(name)).toMatchObject({ state: "failed", reason: "CRASHED", attempt: 3 });
    await world.submit({ steps: 1 }, { name });
    expect(await world.ended(name)).toMatchObject({ state: "done", attempt: 4 });
  });

  it("says that a program ended without a result, instead of taking none for one", async () => {
    const world = opened();
    const name = await world.submit({ noResult: true });
    expect(await world.ended(name)).toMatchObject({ state: "failed", reason: "NO_RESULT", resultFolder: null });
  });

  it("goes on from the checkpoint when a job is killed on its machine", async () => {
    const world = opened();
    const name = await world.submit({ steps: 40, stepSeconds: 0.1 });
    const { started } = await world.untilWorking(name);
    process.kill(started?.pid ?? 0, "SIGKILL");
    const job = await world.ended(name);
    expect(job).toMatchObject({ state: "done", attempt: 2 });
    expect(readResult(job.resultFolder).resumedAt).toBeGreaterThan(0);
    expect((await world.job(name)).failures).toBe(1);
  });
}

function itEnds(opened: () => JobWorld): void {
  it("ends a cancelled job with all that it started, also one that does not want to end", async () => {
    const world = opened();
    const name = await world.submit({ steps: 10_000, deaf: true, child: true });
    await world.untilWorking(name);
    const { nonce } = await world.job(name);
    expect(livingWith(nonce).length).toBeGreaterThan(1);
    await cancelJob(tester, { name, why: "no longer needed" });
    expect(await world.ended(name)).toMatchObject({ state: "cancelled", reason: "CANCELLED" });
    await expect.poll(() => livingWith(nonce), { timeout: 120_000 }).toEqual([]);
    await expect(cancelJob(tester, { name, why: "" })).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("ends a job in the cluster that has no row", async () => {
    const world = opened();
    const name = await world.submit({ steps: 10_000 });
    await world.untilWorking(name);
    const { nonce } = await world.job(name);
    await db().job.delete({ where: { name } });
    await expect.poll(() => livingWith(nonce), { timeout: 120_000 }).toEqual([]);
  });
}

function itLooksAfter(opened: () => JobWorld): void {
  it("is looked after by the next worker when one stops: attached again, not started again", async () => {
    const world = opened();
    const name = await world.submit({ steps: 60, stepSeconds: 0.1 });
    await world.untilWorking(name);
    await world.changeKeeper();
    const job = await world.ended(name);
    expect([job.state, job.attempt, readResult(job.resultFolder).resumedAt]).toEqual(["done", 1, 0]);
    expect(await countExecutions(world, name)).toBe(1);
  });

  it("keeps secrets in a file that only its user can read, and for no longer than the job", async () => {
    const world = opened();
    const name = await world.submit({ steps: 20, stepSeconds: 0.1 }, { secrets: { GREETING: "a secret" } });
    const { folder, environment, nonce } = await world.job(name);
    await world.untilWorking(name);
    expect(statSync(join(folder, "secrets.json")).mode & 0o777).toBe(0o600);
    const job = await world.ended(name);
    expect(readResult(job.resultFolder).environment).toBe("a secret");
    await world.submit({ steps: 20, stepSeconds: 0.1 }, { name, secrets: { GREETING: "a secret" } });
    expect([existsSync(join(folder, "secrets.json")), JSON.stringify(environment)]).toEqual([false, "{}"]);
    const log = `${readFileSync(join(folder, "1", "job.json"), "utf8")}${readFileSync(join(job.resultFolder ?? "", "exit.json"), "utf8")}`;
    expect(log).not.toContain("a secret");
    expect(livingWith(nonce)).toEqual([]);
  });
}
