import { afterAll, beforeAll, describe, it } from "vitest";
import { whyNoSlurm } from "@/lib/cluster/testing/slurm-machine";
import { closeDatabase } from "@/lib/db/client";
import { breakJobs } from "./testing/break-jobs";
import { ChaosJobs } from "./testing/job-world";

const missing = whyNoSlurm();

describe.skipIf(missing !== null)(
  `jobs of a real Slurm, under random kills of all that carries them${missing ? ` (skipped: ${missing})` : ""}`,
  () => {
    let jobs: ChaosJobs;

    beforeAll(async () => {
      jobs = await ChaosJobs.create("slurm");
    });

    afterAll(async () => {
      await closeDatabase();
      await jobs?.remove();
    });

    it("are all done once with their whole result, and nothing is left behind", async () => {
      await breakJobs("Slurm", jobs, ["worker", "job", "slurmd", "slurmctld"]);
    }, 1_800_000);
  },
);
