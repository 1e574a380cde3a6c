import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { receiptOf } from "@/lib/consent/queries";
import { seedPerson } from "@/lib/db/testing/people";
import { knownEntries } from "@/lib/submissions/known-entries";
import { listOwnSubmissions, openDraft, submissionByNumber } from "@/lib/submissions/queries";
import { recheckSubmission } from "@/lib/submissions/recheck-submission";
import { reopenSubmission } from "@/lib/submissions/reopen-submission";
import { saveDraft } from "@/lib/submissions/save-draft";
import { draft, sentIn } from "@/lib/submissions/testing/entries";
import { withdrawSubmission } from "@/lib/submissions/withdraw-submission";
import { decideMany } from "./decide-many";
import { decideSubmission } from "./decide-submission";
import { everyDecision, listDecisions } from "./list-decisions";
import { reviewQueue, submissionForReview } from "./queries";

const secret = "Answers questions about what nobody should read yet.";
const notFound = { code: "NOT_FOUND" };

let author: Actor;
/** Everybody who reads what was sent in, and a contributor who does not. */
let others: Record<string, Actor>;
/** A draft, and one that was thrown away. Neither was ever sent. */
let unsent: { id: string; number: number; version: number }[];

beforeAll(async () => {
  author = await seedPerson();
  others = {
    maintainer: await seedPerson("maintainer"),
    auditor: await seedPerson("auditor"),
    operator: await seedPerson("operator"),
    contributor: await seedPerson(),
  };
  const kept = await saveDraft(author, draft({ hubId: "cases/secret", description: secret }));
  const thrown = await saveDraft(author, draft({ hubId: "cases/secret", description: secret }));
  await withdrawSubmission(author, { number: thrown.number, why: "" });
  unsent = [kept, thrown];
});

describe("an entry that was never sent, and one that was thrown away unsent", () => {
  it("is there for its author", async () => {
    for (const { number } of unsent) expect(await submissionByNumber(author, number)).toMatchObject({ number, description: secret });
    expect((await listOwnSubmissions(author)).map((row) => row.number).sort()).toEqual(unsent.map((row) => row.number).sort());
  });

  it.each(["maintainer", "auditor", "operator", "contributor"])("does not exist for a %s on any road", async (role) => {
    const reader = others[role];
    if (!reader) throw new Error(`no ${role}`);
    for (const { number, version } of unsent) {
      await expect(submissionByNumber(reader, number)).rejects.toMatchObject(notFound);
      await expect(recheckSubmission(reader, { number })).rejects.toMatchObject(notFound);
      await expect(reopenSubmission(reader, { number })).rejects.toMatchObject(notFound);
      await expect(withdrawSubmission(reader, { number, why: "" })).rejects.toMatchObject(notFound);
      await expect(openDraft(reader, number)).rejects.toMatchObject(notFound);
      await expect(receiptOf(reader, number)).rejects.toMatchObject(notFound);
      if (role !== "maintainer") continue;
      await expect(submissionForReview(reader, number)).rejects.toMatchObject(notFound);
      const decision = { number, version, decision: "reject" as const, reason: "No.", waivers: [] };
      await expect(decideSubmission(reader, decision)).rejects.toMatchObject(notFound);
    }
    expect(await listOwnSubmissions(reader)).toEqual([]);
  });

  it("is in no list, count, search, file or bulk decision of those who read what was sent in", async () => {
    const { maintainer, auditor } = others;
    if (!maintainer || !auditor) throw new Error("nobody reads");
    const sent = await sentIn(author, { hubId: "cases/sent", description: "Answers questions about what was sent in." });
    expect(await submissionByNumber(auditor, sent.number)).toMatchObject({ number: sent.number });
    expect(await reviewQueue(maintainer)).toEqual([]);
    expect((await submissionForReview(maintainer, sent.number)).waiting).toBe(0);
    for (const q of ["secret", String(unsent[0]?.number), String(unsent[1]?.number)]) {
      expect(await listDecisions(auditor, { page: 1, q })).toMatchObject({ total: 0, rows: [] });
      expect(await everyDecision(auditor, { q })).toEqual([]);
    }
    const entries = unsent.map(({ number, version }) => ({ number, version }));
    const outcome = await decideMany(maintainer, { decision: "reject", reason: "No.", entries });
    expect(JSON.stringify(outcome)).not.toContain("secret");
    for (const { number } of unsent) expect((await submissionByNumber(author, number)).reviews).toEqual([]);
  });

  it("is not compared with what others type", async () => {
    const known = await knownEntries({ submissionId: "", hubId: "cases/other", submittedAt: null });
    expect(JSON.stringify(known)).not.toContain("secret");
    expect(JSON.stringify(known)).not.toContain(secret);
  });

  it("stays its author's alone when a maintainer wrote it", async () => {
    const { maintainer, auditor } = others;
    if (!maintainer || !auditor) throw new Error("nobody reads");
    const own = await saveDraft(maintainer, draft({ hubId: "cases/own" }));
    expect(await submissionByNumber(maintainer, own.number)).toMatchObject({ own: true });
    await expect(submissionByNumber(auditor, own.number)).rejects.toMatchObject(notFound);
    await expect(submissionForReview(maintainer, own.number)).rejects.toMatchObject(notFound);
  });
});
