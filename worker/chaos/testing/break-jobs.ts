import { randomInt } from "node:crypto";
import { appendFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { expect } from "vitest";
import type { ChaosJobs, Victim } from "./job-world";

/** Short in `npm test`. */
const kills = Number(process.env.CHAOS_JOB_KILLS ?? 4);
/** At work at once, so that every kill meets some. */
const atOnce = 4;

/** Kills these in turn at random moments under jobs, lets all of them end, and counts what became of each. */
export async function breakJobs(kind: string, jobs: ChaosJobs, victims: readonly Victim[]): Promise<void> {
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
  await jobs.untilAllEnded(1_200);
  await expect.poll(async () => (await jobs.count()).orphans, { timeout: 120_000 }).toBe(0);
  const figures = { kind, ...killed, ...(await jobs.count()), seconds: Math.round((performance.now() - startedAt) / 1_000) };
  if (process.env.CHAOS_JOBS_REPORT) appendFileSync(process.env.CHAOS_JOBS_REPORT, `${JSON.stringify(figures)}\n`);
  expect(figures).toMatchObject({ lost: 0, doubled: 0, orphans: 0, unended: 0, notDone: [] });
}
