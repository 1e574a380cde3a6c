import { afterAll, beforeAll, describe, it } from "vitest";
import { closeDatabase } from "@/lib/db/client";
import { breakJobs } from "./testing/break-jobs";
import { ChaosJobs } from "./testing/job-world";

describe("jobs of this machine, under random kills of workers and jobs", () => {
  let jobs: ChaosJobs;

  beforeAll(async () => {
    jobs = await ChaosJobs.create("local");
  });

  afterAll(async () => {
    await closeDatabase();
    await jobs?.remove();
  });

  it("are all done once with their whole result, and nothing is left behind", async () => {
    await breakJobs("this machine", jobs, ["worker", "job"]);
  }, 1_800_000);
});
