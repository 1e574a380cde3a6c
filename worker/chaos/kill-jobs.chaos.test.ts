import { randomInt } from "node:crypto";
import { appendFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { whyNoSlurm } from "@/lib/cluster/testing/slurm-machine";
import { closeDatabase } from "@/lib/db/client";
import { ChaosJobs, type Victim, victims } from "./testing/job-world";

/** Short in `npm test`. */
const kills = Number(process.env.CHAOS_JOB_KILLS ?? 4);
const missing = whyNoSlurm();
/** At work at once, so that every kill meets some. */
const atOnce = 4;

describe.skipIf(missing !== null)(
  `jobs on a real Slurm that is broken at random${missing === null ? "" : ` (skipped: ${missing})`}`,
  () => {
    let jobs: ChaosJobs;

    beforeAll(async () => {
      jobs = await ChaosJobs.create();
    });

    afterAll(async () => {
      await closeDatabase();
      await jobs?.remove();
    });

    it("are all done once with their whole result, and nothing is left behind, whatever is killed when", async () => {
      const killed: Record<Victim, number> = { worker: 0, job: 0, slurmd: 0, slurmctld: 0 };
      const total = () => Object.values(killed).reduce((sum, count) => sum + count, 0);
      const startedAt = performance.now();
      while (total() < kills) {
        const open = await jobs.openJobs();
        for (let count = open.length; count < atOnce; count += 1) await jobs.submit();
        await wait(500 + randomInt(2_500));
        const victim = victims[total() % victims.length] ?? "job";
        // Where no job is at work yet, the next round finds one.
        if (await jobs.kill(victim)) killed[victim] += 1;
        await jobs.releaseHeld();
      }
      await jobs.untilAllEnded(600);
      await expect.poll(async () => (await jobs.count()).orphans, { timeout: 60_000 }).toBe(0);
      const figures = await jobs.count();
      const seconds = Math.round((performance.now() - startedAt) / 1_000);
      if (process.env.CHAOS_JOBS_REPORT)
        appendFileSync(process.env.CHAOS_JOBS_REPORT, `${JSON.stringify({ ...killed, ...figures, seconds })}\n`);
      expect(figures).toMatchObject({ lost: 0, doubled: 0, orphans: 0, unended: 0, notDone: [] });
    }, 1_800_000);
  },
);
