import { afterAll, beforeAll, describe, vi } from "vitest";
import { itKeepsTheContract } from "./testing/contract";
import { SlurmMachine, whyNoSlurm } from "./testing/slurm-machine";
import { openSlurmWorld } from "./testing/slurm-world";

vi.setConfig({ testTimeout: 600_000, hookTimeout: 300_000 });

const missing = whyNoSlurm();

describe.skipIf(missing !== null)(`jobs on a real Slurm${missing === null ? "" : ` (skipped: ${missing})`}`, () => {
  let machine: SlurmMachine;

  beforeAll(async () => {
    machine = await SlurmMachine.start();
  });

  afterAll(() => machine?.stop());

  itKeepsTheContract(async () => openSlurmWorld(machine));
});
