import { expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { seedPerson } from "@/lib/db/testing/people";
import { inTransaction } from "@/lib/db/transaction";
import { checkSubmission } from "./check-submission";
import { enqueue } from "./enqueue";
import { listChores } from "./list-chores";
import { retryChore } from "./retry-chore";

const submissionId = "0199aaaa-0000-7000-8000-000000000000";

it("counts chores by name, shows what failed ones said, and has one tried again at once", async () => {
  await inTransaction((tx) => enqueue(tx, checkSubmission, { submissionId }));
  await inTransaction((tx) => enqueue(tx, checkSubmission, { submissionId }, { key: "broken" }));
  await db().$executeRaw`
    UPDATE graphile_worker._private_jobs SET attempts = max_attempts, last_error = ${"the Hub said no\nat line 3"} WHERE key = 'broken'`;
  const { counts, failed } = await listChores(systemActor("test"));
  expect(counts).toEqual([{ name: "check-submission", waiting: 1, running: 0, failing: 0, givenUp: 1 }]);
  expect(failed).toMatchObject([{ name: "check-submission", attempts: 12, maxAttempts: 12, nextAt: null, error: "the Hub said no" }]);
  await retryChore(await seedPerson("operator"), { id: failed[0]?.id ?? "" });
  expect((await listChores(systemActor("test"))).counts).toMatchObject([{ waiting: 2, givenUp: 0 }]);
});

it("is for those who operate", async () => {
  await expect(listChores(await seedPerson("contributor"))).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  await expect(retryChore(await seedPerson("auditor"), { id: "1" })).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  await expect(retryChore(systemActor("test"), { id: "999999999" })).rejects.toMatchObject({ code: "NOT_FOUND" });
});
