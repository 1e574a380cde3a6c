import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, it } from "vitest";
import { isTerminal } from "@/lib/runs/states";
import { checkInvariants, remember } from "./testing/check-invariants";
import { loads, World } from "./testing/world";

const trials = Number(process.env.CHAOS_KILLS ?? 5);
let world: World;

beforeAll(async () => {
  world = await World.create();
});

afterAll(() => world.remove());

/** Numbers in [0, 1) that are the same in every execution (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe("a worker that is killed at any moment", () => {
  const next = randomNumbers(7);
  const running = () => world.workers.filter(({ isRunning }) => isRunning);

  afterAll(async () => {
    for (const worker of running()) worker.signal("SIGKILL");
    await Promise.all(world.workers.map(({ exited }) => exited));
  });

  it.each(Array.from({ length: trials }, (_, trial) => trial))("loses nothing that it acknowledged (trial %i)", async (trial) => {
    // Two, also after a trial that failed.
    while (running().length < 2) await world.startWorker();
    const load = loads[trial % loads.length] ?? "individual";
    const number = await world.launch(load);
    await world.until("the run is taken", 30, async () => (await world.run(number)).leaseOwner !== null);
    await wait(next() * 1_500);
    const { leaseOwner } = await world.run(number);
    const holder = running().find((worker) => worker.holds(leaseOwner)) ?? running()[0];
    holder?.signal("SIGKILL");
    await holder?.exited;
    const killedAt = performance.now();
    const before = await remember(world);
    // A fast run may have ended by then, which is a moment like any other.
    await world.until("somebody goes on", 60, async () => {
      const run = await world.run(number);
      return run.leaseOwner !== leaseOwner || isTerminal(run.state);
    });
    const resumedAfter = (performance.now() - killedAt) / 1_000;
    await world.untilEnded([number]);
    await checkInvariants(world, { kind: "kill -9 at a random moment", runs: [number], ...before, resumedAfter });
  });
});
