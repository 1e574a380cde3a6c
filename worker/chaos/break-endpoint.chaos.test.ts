import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FaultRules } from "@/lib/serving/testing/mock-faults";
import { checkInvariants, remember } from "./testing/check-invariants";
import { World } from "./testing/world";

/** Everything at once, each to a share of the requests, once. A request that hangs costs up to a minute. */
const allFaults: FaultRules = [
  { fault: "hang", share: 0.004 },
  { fault: "reset", share: 0.05 },
  { fault: "cut", share: 0.05 },
  { fault: "status", status: 503, share: 0.05 },
  { fault: "status", status: 429, retryAfter: 1, share: 0.05 },
  { fault: "truncate", share: 0.02 },
  { fault: "nonsense", share: 0.02 },
  { fault: "other-nonce", share: 0.02 },
  { fault: "other-model", share: 0.02 },
];
let world: World;

beforeAll(async () => {
  world = await World.create();
  await world.startWorker();
});

afterAll(() => world.remove());

const nothing = { remembered: new Set<string>(), sentBefore: 0 };

describe("a model server that breaks", () => {
  it("has each of its faults repaired, and no lie of it is stored", async () => {
    world.mocks[0]?.setFaults(allFaults);
    const numbers = [await world.launch("majority-vote"), await world.launch("individual")];
    await world.untilEnded(numbers, 170);
    const met = new Set(world.mocks[0]?.log.map(({ outcome }) => outcome));
    expect([...met].sort()).toEqual(
      expect.arrayContaining(["cut", "nonsense", "other-model", "other-nonce", "reset", "status", "truncate"]),
    );
    world.mocks[0]?.setFaults([]);
    await checkInvariants(world, { kind: "an endpoint with every fault", runs: numbers, ...nothing });
  });

  it("is waited for when it ends, and asked again when another process is at its address", async () => {
    const numbers = [await world.launch("majority-vote"), await world.launch("individual")];
    await world.until("work is under way", 30, async () => (await world.run(numbers[0] ?? 0)).questionsDone > 0);
    await world.mocks[0]?.goAway();
    await wait(4_000);
    const before = await remember(world);
    await world.mocks[0]?.comeBack();
    const backAt = performance.now();
    await world.until("it is asked again", 60, () => (world.mocks[0]?.log.length ?? 0) > before.sentBefore);
    const resumedAfter = (performance.now() - backAt) / 1_000;
    await world.untilEnded(numbers, 120);
    await checkInvariants(world, { kind: "a model server killed and started again", runs: numbers, ...before, resumedAfter });
  });

  it("ends the run with its reason when it refuses for good, and what was answered stays", async () => {
    world.mocks[0]?.setFaults([{ fault: "status", status: 400, share: 0.03, tries: 1_000 }]);
    const number = await world.launch("individual");
    await world.untilEnded([number], 120);
    expect(await world.run(number)).toMatchObject({ failureCode: "REQUEST_REFUSED", blame: "ours" });
    await checkInvariants(world, { kind: "a model server that refuses", runs: [number], end: "failed", ...nothing });
  });

  it("ends the run while answers are still on their way to the table, and they arrive", async () => {
    const acknowledged = () => world.workers.flatMap((worker) => worker.acknowledged()).length;
    const answered = () => world.mocks[0]?.log.filter(({ outcome }) => outcome === "answered").length ?? 0;
    // Half of the questions are answered, and the others are refused a moment later.
    world.mocks[0]?.setFaults([{ fault: "status", status: 400, share: 0.5, tries: 1_000, delay: 1_000 }]);
    const answeredBefore = answered();
    const release = await world.postgres.holdWrites("Generation");
    const number = await world.launch("individual");
    await world.untilEnded([number], 60);
    expect(answered()).toBeGreaterThan(answeredBefore);
    const before = acknowledged();
    await release();
    await world.until("they have arrived", 30, () => acknowledged() > before);
    await checkInvariants(world, { kind: "a run that ended before its answers were stored", runs: [number], end: "failed", ...nothing });
  });
});
