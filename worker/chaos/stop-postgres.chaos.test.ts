import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, it } from "vitest";
import { checkInvariants, remember } from "./testing/check-invariants";
import type { PostgresStop } from "./testing/own-postgres";
import { World } from "./testing/world";

/** Longer than a lease, so that whoever holds the run can lose it. */
const outageSeconds = Number(process.env.CHAOS_OUTAGE_S ?? 5);
const rounds = Number(process.env.CHAOS_OUTAGES ?? 1);
const ways: PostgresStop[] = ["fast", "immediate", "kill"];
let world: World;

beforeAll(async () => {
  world = await World.create();
  await Promise.all([world.startWorker(), world.startWorker()]);
});

afterAll(() => world.remove());

describe("a Postgres that goes away under load", () => {
  it.each(Array.from({ length: rounds }, () => ways).flat())(
    "loses nothing that was acknowledged, and all goes on by itself (%s)",
    async (how) => {
      const numbers = [await world.launch("majority-vote"), await world.launch("individual"), await world.launch("multi-agent-refine")];
      await world.until("work is under way", 30, async () => (await world.run(numbers[0] ?? 0)).questionsDone > 0);
      await wait(Math.random() * 1_000);
      await world.postgres.stop(how);
      await wait(outageSeconds * 1_000);
      await world.postgres.start();
      const backAt = performance.now();
      const before = await remember(world);
      const done = async () => Promise.all(numbers.map(async (number) => (await world.run(number)).questionsDone));
      const doneBefore = await done();
      await world.until("somebody goes on", 15, async () => (await done()).some((count, place) => count > (doneBefore[place] ?? 0)));
      const resumedAfter = (performance.now() - backAt) / 1_000;
      await world.untilEnded(numbers, 90);
      await checkInvariants(world, { kind: `Postgres stopped (${how})`, runs: numbers, ...before, resumedAfter });
    },
  );
});
