import { afterAll, beforeAll, describe, it } from "vitest";
import { checkInvariants, remember } from "./testing/check-invariants";
import type { WorkerProcess } from "./testing/worker-process";
import { World } from "./testing/world";

let world: World;
let rescuer: WorkerProcess;

beforeAll(async () => {
  world = await World.create();
  rescuer = await world.startWorker();
  rescuer.signal("SIGSTOP");
});

afterAll(() => world.remove());

/** Name, which passing, and what runs: chosen so that the point is met in the middle of the work. */
const points = [
  ["after-claim", 1, "individual"],
  ["after-learning", 1, "majority-vote"],
  ["before-send", 100, "majority-vote"],
  ["after-answer", 100, "individual"],
  ["before-insert", 2, "majority-vote"],
  ["after-insert", 2, "majority-vote"],
  ["before-record", 2, "multi-agent-refine"],
  ["inside-record", 2, "individual"],
  ["after-record", 2, "prompt-routing"],
  ["after-renewal", 1, "multi-agent-refine"],
  ["before-done", 1, "individual"],
  ["after-done", 1, "individual"],
] as const;

describe("a worker that dies at the worst place", () => {
  it.each(points)("loses nothing that it acknowledged (%s, passing %i)", async (name, passing, load) => {
    const doomed = await world.startWorker({ failPoint: `${name}:${passing}` });
    const number = await world.launch(load);
    await world.until("the worker has met the fail point", 60, () => !doomed.isRunning);
    const killedAt = performance.now();
    const before = await remember(world);
    rescuer.signal("SIGCONT");
    await world.until("somebody goes on", 60, async () => !doomed.holds((await world.run(number)).leaseOwner));
    const resumedAfter = (performance.now() - killedAt) / 1_000;
    await world.untilEnded([number]);
    rescuer.signal("SIGSTOP");
    await checkInvariants(world, { kind: `kill -9 at ${name}`, runs: [number], ...before, resumedAfter });
  });
});
