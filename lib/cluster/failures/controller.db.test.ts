import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "@/lib/db/client";
import { countExecutions } from "../testing/contract";
import { SlurmMachine, whyNoSlurm } from "../testing/slurm-machine";
import { openSlurmWorld } from "../testing/slurm-world";
import type { JobWorld } from "../testing/world";

vi.setConfig({ testTimeout: 600_000, hookTimeout: 300_000 });

const missing = whyNoSlurm();

describe.skipIf(missing !== null)(`a controller of Slurm that fails${missing === null ? "" : ` (skipped: ${missing})`}`, () => {
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
  });

  afterAll(() => machine?.stop());

  const untilTaken = (name: string) => world.until("Slurm has it", async () => (await world.job(name)).clusterJobId !== null);

  it("stops no job, ends none in the books and has none submitted twice while it is down", async () => {
    const name = await world.submit({ steps: 200, stepSeconds: 0.1 });
    const { folder } = await world.untilWorking(name);
    await world.untilRunning(name);
    await machine.untilSaved(name);
    await machine.signal("slurmctld", "SIGKILL");
    const other = await world.submit({ steps: 3 });
    await world.until("the job has ended on its machine", async () => (await world.executions(name))[0]?.exit != null);
    expect([(await world.job(name)).state, (await world.job(other)).state]).toEqual(["running", "submitting"]);
    machine.startDaemon("slurmctld");
    expect(await world.ended(name)).toMatchObject({ state: "done", attempt: 1, resultFolder: folder });
    expect(await world.ended(other)).toMatchObject({ state: "done", attempt: 1 });
    expect([await countExecutions(world, name), await countExecutions(world, other)]).toEqual([1, 1]);
  });

  it("may take a job and say that it did not: the job is found by its name, and is executed once", async () => {
    await machine.signal("slurmctld", "SIGSTOP");
    const name = await world.submit({ steps: 20, stepSeconds: 0.1 });
    // sbatch gives up after ten seconds, and its request still lies in the controller's queue.
    await world.until("the keeper asks", async () => (await machine.countClients()) > 0, 60);
    await world.until("it gave up", async () => (await machine.countClients()) === 0, 60);
    await machine.signal("slurmctld", "SIGCONT");
    expect(await world.ended(name)).toMatchObject({ state: "done", attempt: 1 });
    expect(await countExecutions(world, name)).toBe(1);
    await expect.poll(() => machine.liveJobs(), { timeout: 120_000 }).toEqual([]);
  });

  it("may time out after it took a job: nobody submits it twice", async () => {
    const settings = machine.environment;
    await world.stopKeeper();
    const name = await world.submit({ steps: 20, stepSeconds: 0.1 });
    // As a keeper that was killed between the answer of sbatch and its own row.
    const halfway = openSlurmWorld(machine, { environment: settings });
    await world.until("it runs", async () => (await machine.liveJobs()).length === 1);
    await halfway.close();
    await db().job.update({ where: { name }, data: { clusterJobId: null, state: "submitting" } });
    world.startKeeper();
    expect(await world.ended(name)).toMatchObject({ state: "done", attempt: 1 });
    expect(await countExecutions(world, name)).toBe(1);
  });

  it("may lose all that it knew: what left its result is done, and what left nothing gets a new attempt after a while", async () => {
    const finished = await world.submit({ steps: 3 });
    await world.until("it has ended", async () => (await world.executions(finished))[0]?.exit != null);
    await machine.command("scontrol", "update", "PartitionName=gpu", "State=DOWN");
    const waiting = await world.submit({ steps: 3 });
    await untilTaken(waiting);
    await world.stopKeeper();
    await db().job.updateMany({ where: { name: finished }, data: { state: "running", resultFolder: null } });
    await machine.signal("slurmctld", "SIGKILL");
    rmSync(join(machine.folder, "state"), { recursive: true });
    machine.makeState();
    machine.countJobsFrom(5_000);
    machine.startDaemon("slurmctld");
    await machine.untilIdle();
    world.startKeeper();
    expect(await world.ended(finished)).toMatchObject({ state: "done", attempt: 1 });
    expect(await world.ended(waiting)).toMatchObject({ state: "done", attempt: 2 });
    expect((await world.job(waiting)).events.find(({ to }) => to === "lost")?.data).toMatchObject({ reason: "VANISHED" });
  });

  it("refuses what no machine can do in words that the job keeps, without a second try", async () => {
    const name = await world.submit({}, { gpus: 9 });
    const job = await world.ended(name);
    expect(job).toMatchObject({ state: "failed", reason: "REFUSED", attempt: 1 });
    expect(job.message).toContain("Requested node configuration is not available");
  });

  it("says that a job is held, and the job waits for whoever releases it", async () => {
    await machine.command("scontrol", "update", "PartitionName=gpu", "State=DOWN");
    const name = await world.submit({ steps: 3 });
    await untilTaken(name);
    const { clusterJobId } = await world.job(name);
    await machine.command("scontrol", "hold", clusterJobId ?? "");
    await machine.command("scontrol", "update", "PartitionName=gpu", "State=UP");
    await world.until("it is held", async () => (await world.job(name)).reason === "HELD");
    await machine.command("scontrol", "release", clusterJobId ?? "");
    expect(await world.ended(name)).toMatchObject({ state: "done", attempt: 1 });
  });

  it("cannot start a job whose folder is gone, and the next attempt has a new one", async () => {
    await machine.command("scontrol", "update", "PartitionName=gpu", "State=DOWN");
    const name = await world.submit({ steps: 3 });
    await untilTaken(name);
    rmSync(join(world.folder, name, "1"), { recursive: true });
    await machine.command("scontrol", "update", "PartitionName=gpu", "State=UP");
    expect(await world.ended(name)).toMatchObject({ state: "done", attempt: 2 });
    expect((await world.job(name)).events.find(({ to }) => to === "failed")?.data).toMatchObject({ reason: "LAUNCH_FAILED" });
  });

  it("may be told by somebody else to end a job, which then is cancelled and not tried again", async () => {
    const name = await world.submit({ steps: 10_000 });
    await world.untilWorking(name);
    await machine.command("scancel", (await world.job(name)).clusterJobId ?? "");
    expect(await world.ended(name)).toMatchObject({ state: "cancelled", reason: "ENDED_OUTSIDE", attempt: 1 });
  });
});
