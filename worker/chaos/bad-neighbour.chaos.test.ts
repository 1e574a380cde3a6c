import { afterAll, afterEach, beforeAll, describe, it } from "vitest";
import { checkInvariants } from "./testing/check-invariants";
import { World } from "./testing/world";

/** All of them in the long form. */
const faults =
  process.env.CHAOS_KILLS === undefined
    ? (["other-nonce", "status", "hang"] as const)
    : (["reset", "status", "nonsense", "other-nonce", "other-model", "hang"] as const);
let world: World;

beforeAll(async () => {
  world = await World.create([{}, {}]);
});

afterEach(async () => {
  // A new worker knows nothing of what its endpoints did before.
  for (const worker of world.workers) worker.signal("SIGKILL");
  await Promise.all(world.workers.map(({ exited }) => exited));
});

afterAll(() => world.remove());

describe("a model server that is broken for good, beside a good one", () => {
  it.each(faults)("does not stop the work (%s)", async (fault) => {
    world.mocks[0]?.setFaults([{ fault, tries: 1_000_000 }]);
    await world.startWorker();
    const number = await world.launch("majority-vote");
    await world.untilEnded([number], 150);
    const facts = { remembered: new Set<string>(), sentBefore: 0 };
    await checkInvariants(world, { kind: `one of two endpoints broken (${fault})`, runs: [number], ...facts });
  });
});
