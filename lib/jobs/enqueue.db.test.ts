import { expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { checkSubmission } from "./check-submission";
import { enqueue } from "./enqueue";

const submissionId = "0199aaaa-0000-7000-8000-000000000000";
const waiting = async () => Number((await db().$queryRaw<[{ count: bigint }]>`SELECT count(*) FROM graphile_worker.jobs`)[0].count);

it("leaves a chore only when the transaction commits", async () => {
  await expect(
    inTransaction(async (tx) => {
      await enqueue(tx, checkSubmission, { submissionId });
      throw new Error("the write failed");
    }),
  ).rejects.toThrow("the write failed");
  expect(await waiting()).toBe(0);
  await inTransaction((tx) => enqueue(tx, checkSubmission, { submissionId }));
  expect(await waiting()).toBe(1);
});

it("collapses chores of equal key into one", async () => {
  const before = await waiting();
  await inTransaction((tx) => enqueue(tx, checkSubmission, { submissionId }, { key: "same" }));
  await inTransaction((tx) => enqueue(tx, checkSubmission, { submissionId }, { key: "same" }));
  expect(await waiting()).toBe(before + 1);
});
