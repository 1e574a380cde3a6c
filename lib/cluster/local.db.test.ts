import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import { db } from "@/lib/db/client";
import { LocalCluster } from "./local";
import { itKeepsTheContract } from "./testing/contract";
import { JobWorld } from "./testing/world";

vi.setConfig({ testTimeout: 600_000, hookTimeout: 300_000 });

const { PATH, NODE_ENV } = process.env;
const base = mkdtempSync(join(tmpdir(), "polyphony-jobs-"));

afterAll(() => rmSync(base, { recursive: true, force: true }));

function openWorld(capacity = { cpus: 8, gpus: 2, memoryMb: 4_096 }): JobWorld {
  const folder = mkdtempSync(join(base, "jobs-"));
  return new JobWorld(folder, () => new LocalCluster({ capacity, folder, python: "python3", environment: { PATH, NODE_ENV } }));
}

describe("jobs on this machine", () => {
  itKeepsTheContract(async () => openWorld());
});

describe("slots of this machine", () => {
  it("are never taken twice, go in turn, and each GPU has one job", async () => {
    const world = openWorld({ cpus: 2, gpus: 2, memoryMb: 4_096 });
    try {
      const long = { steps: 20, stepSeconds: 0.1 };
      // Long enough for the others to be looked at, on a busy machine too.
      const wide = await world.submit({ steps: 60, stepSeconds: 0.1 }, { cpus: 2 });
      const later = [await world.submit(long, { gpus: 1 }), await world.submit(long, { gpus: 1 })];
      await world.untilRunning(wide);
      for (const name of later) {
        await world.until("the others wait", async () => (await world.job(name)).reason === "NO_SLOT");
        expect(await world.job(name)).toMatchObject({ clusterJobId: null });
      }
      await world.ended(wide);
      await Promise.all(later.map((name) => world.untilRunning(name)));
      const held = await Promise.all(later.map(async (name) => (await world.job(name)).gpuSlots));
      expect(held.flat().sort()).toEqual([0, 1]);
      for (const name of later) expect((await world.ended(name)).state).toBe("done");
      expect((await world.job(wide)).gpuSlots).toEqual([]);
    } finally {
      await world.close();
    }
  });

  it("are told in words where a job asks for more than there is", async () => {
    const world = openWorld({ cpus: 2, gpus: 0, memoryMb: 4_096 });
    try {
      const job = await world.ended(await world.submit({}, { gpus: 1 }));
      expect(job).toMatchObject({ state: "failed", reason: "REFUSED", attempt: 1 });
      expect(job.message).toBe("The job asks for more than this machine has for jobs: 1 GPUs of 0.");
    } finally {
      await world.close();
    }
  });
});

describe("limits of this machine", () => {
  it("end a job that takes more memory than it asked for, without a second try", async () => {
    const world = openWorld();
    try {
      const name = await world.submit({ megabytes: 300, steps: 1_000 }, { memoryMb: 64 });
      expect(await world.ended(name)).toMatchObject({ state: "failed", reason: "OUT_OF_MEMORY", attempt: 1 });
    } finally {
      await world.close();
    }
  });

  it("warn a job before its time is over, and it goes on from its checkpoint in a new attempt", async () => {
    const world = openWorld();
    try {
      const name = await world.submit({ steps: 60, stepSeconds: 0.1 }, { seconds: 6 });
      const job = await world.ended(name);
      expect(job.state).toBe("done");
      expect(job.attempt).toBeGreaterThan(1);
      expect((await world.job(name)).failures).toBe(0);
    } finally {
      await world.close();
    }
  });

  it("end a job without checkpoints when its time is over", async () => {
    const world = openWorld();
    try {
      const name = await world.submit({ steps: 10_000, deaf: true, checkpoints: false }, { seconds: 2 });
      expect(await world.ended(name)).toMatchObject({ state: "failed", reason: "TIME_LIMIT" });
    } finally {
      await world.close();
    }
  });
});

describe("a machine that cannot start jobs", () => {
  it("says so and does not try for ever", async () => {
    const folder = mkdtempSync(join(base, "jobs-"));
    const settings = {
      capacity: { cpus: 2, gpus: 0, memoryMb: 4_096 },
      folder,
      python: "/nowhere/python3",
      environment: { PATH, NODE_ENV },
    };
    const world = new JobWorld(folder, () => new LocalCluster(settings));
    try {
      const job = await world.ended(await world.submit({}));
      expect(job).toMatchObject({ state: "failed", reason: "LAUNCH_FAILED", attempt: 3 });
      expect(job.message).toContain("/nowhere/python3 cannot be started");
      expect(await db().job.count({ where: { gpuSlots: { isEmpty: false } } })).toBe(0);
    } finally {
      await world.close();
    }
  });
});

/** A disk of four megabytes; null where this user may not make one. */
function mountSmallDisk(): string | null {
  const folder = mkdtempSync(join(tmpdir(), "polyphony-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=4m", "tmpfs", folder], { stdio: "ignore" });
    return folder;
  } catch {
    return null;
  }
}

const disk = mountSmallDisk();

describe.skipIf(disk === null)(`a full disk of the jobs${disk === null ? " (skipped: only root can mount a small disk)" : ""}`, () => {
  afterAll(() => execFileSync("umount", ["-l", disk ?? ""]));

  it("is named as the reason, and nothing is tried again before somebody has made room", async () => {
    const folder = disk ?? "";
    const settings = { capacity: { cpus: 2, gpus: 0, memoryMb: 4_096 }, folder, python: "python3", environment: { PATH, NODE_ENV } };
    const world = new JobWorld(folder, () => new LocalCluster(settings));
    try {
      const job = await world.ended(await world.submit({ fill: 8 }));
      expect(job).toMatchObject({ state: "failed", reason: "DISK_FULL", attempt: 1 });
    } finally {
      await world.close();
    }
  });
});
