import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type HubServer, startHub } from "@/e2e/servers/hub";
import type { Actor } from "@/lib/auth/actor";
import { receiptOf } from "@/lib/consent/queries";
import { db } from "@/lib/db/client";
import { seedPerson } from "@/lib/db/testing/people";
import { hubAt } from "@/lib/hub/client";
import { checkSubmission } from "@/lib/submissions/check-submission";
import { openDraft, submissionByNumber } from "@/lib/submissions/queries";
import { reopenSubmission } from "@/lib/submissions/reopen-submission";
import { saveDraft } from "@/lib/submissions/save-draft";
import { submitModel } from "@/lib/submissions/submit-model";
import { draft, inReview, reread, sentIn, waitingJobs, worker } from "@/lib/submissions/testing/entries";
import { withdrawSubmission } from "@/lib/submissions/withdraw-submission";
import { decideMany } from "./decide-many";
import { decideSubmission } from "./decide-submission";
import { countWaiting, reviewQueue, submissionForReview } from "./queries";
import type { DecisionInput } from "./schema";

let server: HubServer;
let mira: Actor;
beforeAll(async () => {
  server = await startHub();
  mira = await seedPerson("maintainer");
});
afterAll(() => server.close());

const decision = (row: { number: number; version: number }, changes: Partial<DecisionInput> = {}): DecisionInput => ({
  number: row.number,
  version: row.version,
  decision: "approve",
  reason: "",
  waivers: [],
  ...changes,
});
const waiting = async (hubId: string, person?: Actor) =>
  inReview(person ?? (await seedPerson()), server.url, { hubId, description: `Answers questions about the topic of ${hubId}.` });

describe("an approval", () => {
  it("moves the submission, records who and why, and leaves admission and mail to jobs", async () => {
    const row = await waiting("cases/good");
    await decideSubmission(mira, decision(row, { reason: "Fits well." }));
    expect((await reread(row.id)).state).toBe("approved");
    expect(await db().review.findFirst({ where: { submissionId: row.id } })).toMatchObject({ decision: "approve", reason: "Fits well." });
    expect((await waitingJobs("admit-to-pool")).map((job) => job.payload)).toContainEqual({ submissionId: row.id });
    expect((await waitingJobs("send-mail")).map((job) => job.payload)).toContainEqual(
      expect.objectContaining({ userId: row.submitterId, text: expect.stringContaining("Fits well.") }),
    );
  });
  it("is refused while a check that is not met is not waived by name, with a reason", async () => {
    const row = await waiting("cases/no-licence");
    await expect(decideSubmission(mira, decision(row))).rejects.toMatchObject({ code: "INVALID_INPUT", fields: [{ field: "waivers" }] });
    await expect(decideSubmission(mira, decision(row, { waivers: ["size"], reason: "?" }))).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
    await expect(decideSubmission(mira, decision(row, { waivers: ["licence"] }))).rejects.toMatchObject({ fields: [{ field: "reason" }] });
    expect((await reread(row.id)).state).toBe("in_review");
    await decideSubmission(mira, decision(row, { waivers: ["licence"], reason: "The base model's licence applies." }));
    expect(await db().review.findFirst({ where: { submissionId: row.id } })).toMatchObject({ waivers: ["licence"] });
  });
  it("is impossible for a model that could not be read: there is nothing to pin", async () => {
    const row = await waiting("cases/gated");
    await expect(decideSubmission(mira, decision(row, { waivers: ["access"], reason: "Trust me." }))).rejects.toMatchObject({
      code: "NOT_READY",
    });
  });
});

describe("asking for changes and rejecting", () => {
  it("need words for the submitter", async () => {
    const row = await waiting("cases/good-two");
    for (const what of ["request_changes", "reject"] as const) {
      await expect(decideSubmission(mira, decision(row, { decision: what }))).rejects.toMatchObject({ fields: [{ field: "reason" }] });
    }
    expect((await reread(row.id)).state).toBe("in_review");
  });
  it("give it back to be edited, or end it", async () => {
    const ada = await seedPerson();
    const back = await waiting("cases/good-three", ada);
    await decideSubmission(mira, decision(back, { decision: "request_changes", reason: "Say more." }));
    expect((await openDraft(ada, back.number))?.state).toBe("changes_requested");
    const ended = await waiting("cases/encoder");
    await decideSubmission(mira, decision(ended, { decision: "reject", reason: "It writes no text." }));
    expect((await reread(ended.id)).state).toBe("rejected");
  });
  it("leave the submitter free to end the consent, and the decision where it was written", async () => {
    const ada = await seedPerson();
    const row = await waiting("cases/unsafe-file", ada);
    await decideSubmission(mira, decision(row, { decision: "reject", reason: "Somebody else's model." }));
    expect((await receiptOf(ada, row.number)).withdrawnAt, "a decision ends no consent by itself").toBeNull();
    await withdrawSubmission(ada, { number: row.number, why: "" });
    expect((await reread(row.id)).state).toBe("withdrawn");
    expect((await receiptOf(ada, row.number)).withdrawnAt).not.toBeNull();
    const { events, reviews } = await submissionByNumber(ada, row.number);
    expect(events.slice(-2).map(({ from, to }) => [from, to])).toEqual([
      ["in_review", "rejected"],
      ["rejected", "withdrawn"],
    ]);
    expect(reviews).toMatchObject([{ decision: "reject", reason: "Somebody else's model." }]);
    await expect(withdrawSubmission(ada, { number: row.number, why: "" })).rejects.toMatchObject({ code: "CONFLICT" });
  });
});

describe("who decides", () => {
  it("is a maintainer, and never about an own submission", async () => {
    const both = await seedPerson("contributor", "maintainer");
    const own = await waiting("cases/template-file", both);
    for (const what of ["approve", "request_changes", "reject"] as const) {
      await expect(decideSubmission(both, decision(own, { decision: what, reason: "Mine." }))).rejects.toMatchObject({
        code: "NOT_ALLOWED",
      });
    }
    await expect(decideSubmission(await seedPerson("contributor"), decision(own))).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    await expect(decideSubmission({ kind: "anonymous" }, decision(own))).rejects.toMatchObject({ code: "SIGN_IN_REQUIRED" });
  });
  it("is whoever is faster; the other one is told and nothing is written twice", async () => {
    const row = await waiting("cases/counted");
    const [ben, cleo] = [await seedPerson("maintainer"), await seedPerson("maintainer")];
    const both = await Promise.allSettled([
      decideSubmission(ben, decision(row)),
      decideSubmission(cleo, decision(row, { decision: "reject", reason: "No." })),
    ]);
    expect(both.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    expect(both.find((one) => one.status === "rejected")).toMatchObject({
      reason: { code: "CONFLICT", message: expect.stringContaining("Someone was faster") },
    });
    expect(await db().review.count({ where: { submissionId: row.id } })).toBe(1);
  });
  it("decides about what was read: a change since then stops the decision", async () => {
    const row = await waiting("cases/twin-one");
    await expect(decideSubmission(mira, decision({ ...row, version: row.version - 1 }))).rejects.toMatchObject({ code: "CONFLICT" });
  });
  it("cannot decide what was taken back or never sent", async () => {
    const ada = await seedPerson();
    const row = await waiting("cases/non-commercial", ada);
    await withdrawSubmission(ada, { number: row.number, why: "" });
    await expect(decideSubmission(mira, decision(await reread(row.id)))).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(decideSubmission(mira, decision({ number: 999_999, version: 0 }))).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("a decision in bulk", () => {
  it("decides what can be decided and says for each other one why not", async () => {
    const good = await waiting("cases/html-card");
    const failing = await waiting("cases/no-chat-template");
    const notYet = await sentIn(await seedPerson(), { hubId: "cases/drifting" });
    const outcome = await decideMany(mira, { decision: "approve", reason: "", entries: [good, failing, notYet] });
    expect(outcome.decided).toEqual([good.number]);
    expect(outcome.skipped).toMatchObject([
      { number: failing.number, why: expect.stringContaining("Chat template") },
      { number: notYet.number, why: expect.stringContaining("Someone was faster") },
    ]);
  });
  it("rejects with the same words for all, and not without words", async () => {
    const rows = [await waiting("cases/reward-model"), await waiting("cases/vision")];
    expect((await decideMany(mira, { decision: "reject", reason: "", entries: rows })).decided).toEqual([]);
    const { decided } = await decideMany(mira, { decision: "reject", reason: "It writes no text.", entries: rows });
    expect(decided).toEqual(rows.map((row) => row.number));
  });
  it("leaves an entry that changed since it was marked, also when it is back in the queue", async () => {
    const ada = await seedPerson();
    const marked = await waiting("cases/auto-map", ada);
    await reopenSubmission(ada, marked);
    const { version } = await reread(marked.id);
    const changed = draft({ submissionId: marked.id, version, hubId: "cases/adapter", description: "Says something else altogether now." });
    await submitModel(ada, await saveDraft(ada, changed));
    await checkSubmission(worker, { submissionId: marked.id }, hubAt(server.url));
    expect((await reread(marked.id)).state).toBe("in_review");
    const { skipped } = await decideMany(mira, { decision: "reject", reason: "As it was marked.", entries: [marked] });
    expect(skipped).toMatchObject([{ number: marked.number, why: expect.stringContaining("changed since") }]);
    expect((await reread(marked.id)).state).toBe("in_review");
  });
  it("needs the role before anything is looked at", async () => {
    await expect(
      decideMany(await seedPerson(), { decision: "approve", reason: "", entries: [{ number: 1, version: 0 }] }),
    ).rejects.toMatchObject({ code: "NOT_ALLOWED", message: expect.stringContaining("roles") });
    await expect(
      decideMany({ kind: "anonymous" }, { decision: "approve", reason: "", entries: [{ number: 1, version: 0 }] }),
    ).rejects.toMatchObject({
      code: "SIGN_IN_REQUIRED",
    });
  });
});

describe("the queue", () => {
  it("is sorted by age, marks one's own, and leads from one entry to the next", async () => {
    const zoe = await seedPerson("maintainer");
    const own = await waiting("cases/too-large", zoe);
    const last = await waiting("cases/new-name");
    const queue = await reviewQueue(zoe);
    const times = queue.map((entry) => entry.submittedAt.getTime());
    expect(times).toEqual([...times].sort((one, other) => one - other));
    expect(queue.find((entry) => entry.number === own.number)?.own).toBe(true);
    const review = await submissionForReview(zoe, last.number);
    expect(review.previous).not.toBe(own.number);
    expect(review.next).toBeNull();
  });
  it("lists the oldest hundred with what came out of their checks, and counts them all", async () => {
    const zoe = await seedPerson("maintainer");
    const { submitterId, hubId, description, checks } = await waiting("cases/counted");
    const many = Array.from({ length: 101 }, () => ({
      submitterId,
      hubId,
      description,
      checks: checks ?? {},
      state: "in_review" as const,
      submittedAt: new Date(),
    }));
    await db().submission.createMany({ data: many });
    const queue = await reviewQueue(zoe);
    expect(queue).toHaveLength(100);
    expect(await countWaiting(zoe)).toBeGreaterThan(100);
    expect(queue.find((entry) => entry.hubId === hubId)?.checks?.[0]).toEqual({ id: "access", outcome: "pass" });
    await db().submission.deleteMany({ where: { submitterId, receipts: { none: {} } } });
  });
  it("is closed to everybody else", async () => {
    await expect(reviewQueue(await seedPerson("auditor"))).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  });
});
