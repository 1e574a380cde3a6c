import { setTimeout as wait } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { checkInvariants, remember } from "./testing/check-invariants";
import type { WorkerProcess } from "./testing/worker-process";
import { World } from "./testing/world";

let world: World;
let sleeper: WorkerProcess;
let other: WorkerProcess;

beforeAll(async () => {
  world = await World.create();
  other = await world.startWorker();
  other.signal("SIGSTOP");
});

afterEach(async () => {
  sleeper.signal("SIGKILL");
  await sleeper.exited;
  other.signal("SIGSTOP");
});

afterAll(() => world.remove());

/** What the run holds that a worker which has lost its lease might still change. */
async function picture(number: number) {
  const { results, events, ...run } = await db().run.findUniqueOrThrow({
    where: { number },
    include: { results: { orderBy: { questionId: "asc" } }, events: { orderBy: { id: "asc" } } },
  });
  return { run, results, events };
}

/** Where the first worker falls asleep, with a run in its hands. */
const places = [
  ["before-record", 2, "majority-vote"],
  ["inside-record", 2, "individual"],
  ["after-insert", 2, "majority-vote"],
  ["before-done", 1, "individual"],
] as const;

describe("a worker that sleeps past its lease", () => {
  it.each(places)("cannot write when it wakes up, because another one has the run (asleep at %s)", async (name, passing, load) => {
    sleeper = await world.startWorker({ failPoint: `${name}:${passing}:stop` });
    const number = await world.launch(load);
    await world.until("the worker sleeps", 60, () => sleeper.isStopped);
    const asleepAt = performance.now();
    const before = await remember(world);
    other.signal("SIGCONT");
    await world.until("the other worker goes on", 60, async () => other.holds((await world.run(number)).leaseOwner));
    const resumedAfter = (performance.now() - asleepAt) / 1_000;
    await world.untilEnded([number]);
    const finished = await picture(number);
    sleeper.signal("SIGCONT");
    // Long enough for everything that it still had in its hands, and for its next look at the queue.
    await wait(4_000);
    expect(sleeper.isRunning).toBe(true);
    expect(await picture(number)).toEqual(finished);
    expect(finished.events.map(({ why }) => why)).toContain("taken over from a worker that fell silent");
    await checkInvariants(world, { kind: `asleep past the lease at ${name}`, runs: [number], ...before, resumedAfter });
  });

  it("leaves the run to the other one also when it wakes up in the middle of that one's work", async () => {
    sleeper = await world.startWorker({ failPoint: "before-record:1:stop" });
    const number = await world.launch("multi-agent-refine");
    await world.until("the worker sleeps", 60, () => sleeper.isStopped);
    const before = await remember(world);
    other.signal("SIGCONT");
    await world.until("the other worker goes on", 60, async () => other.holds((await world.run(number)).leaseOwner));
    sleeper.signal("SIGCONT");
    await world.untilEnded([number]);
    await checkInvariants(world, { kind: "asleep past the lease, awake beside the other", runs: [number], ...before });
  });
});
