import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type HubServer, startHub } from "@/e2e/servers/hub";
import type { Repository } from "@/e2e/servers/hub-repository";
import { anonymous } from "@/lib/auth/actor";
import { consentText, hashConsentText } from "@/lib/consent/consent-text";
import { receiptOf, scopesInForce } from "@/lib/consent/queries";
import { db } from "@/lib/db/client";
import { seedPerson } from "@/lib/db/testing/people";
import { hubAt } from "@/lib/hub/client";
import { checkSubmission } from "./check-submission";
import { previewCheck } from "./preview-check";
import { listOwnSubmissions, openDraft, reportOf, submissionByNumber } from "./queries";
import { recheckSubmission } from "./recheck-submission";
import { reopenSubmission } from "./reopen-submission";
import { saveDraft } from "./save-draft";
import { submitModel } from "./submit-model";
import { draft, inReview, reread, sentIn, waitingJobs, worker } from "./testing/entries";
import { withdrawSubmission } from "./withdraw-submission";

let server: HubServer;
beforeAll(async () => {
  server = await startHub();
});
afterAll(() => server.close());
const outcome = (checks: unknown, id: string) => reportOf(checks)?.checks.find((check) => check.id === id)?.outcome;

describe("a draft", () => {
  it("is kept as typed, right or wrong, and found again", async () => {
    const ada = await seedPerson();
    const saved = await saveDraft(ada, draft({ hubId: "half a na", description: "", scopes: [] }));
    expect(await openDraft(ada)).toMatchObject({ number: saved.number, version: 0, content: { hubId: "half a na" } });
  });
  it("is not overwritten by a tab that did not see the last change", async () => {
    const ada = await seedPerson();
    const first = await saveDraft(ada, draft());
    const second = await saveDraft(ada, draft({ submissionId: first.id, version: first.version, person: "Ada O." }));
    expect(second.version).toBe(1);
    await expect(saveDraft(ada, draft({ submissionId: first.id, version: 0, person: "Old tab" }))).rejects.toMatchObject({
      code: "CONFLICT",
    });
    expect((await reread(first.id)).person).toBe("Ada O.");
  });
  it("needs somebody who signed in, and is nobody else's", async () => {
    await expect(saveDraft(anonymous, draft())).rejects.toMatchObject({ code: "SIGN_IN_REQUIRED" });
    const { id } = await saveDraft(await seedPerson(), draft());
    await expect(saveDraft(await seedPerson(), draft({ submissionId: id }))).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
  it("has an end to how many there are", async () => {
    const ada = await seedPerson();
    for (let made = 0; made < 20; made++) await saveDraft(ada, draft());
    await expect(saveDraft(ada, draft())).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
  });
});

describe("sending in", () => {
  it("signs the consent, writes the event, and leaves the checks to a job, all at once", async () => {
    const ada = await seedPerson();
    const row = await sentIn(ada);
    expect(row).toMatchObject({ state: "checking", hubId: "cases/good" });
    expect(await scopesInForce(db(), row.id)).toEqual(["S1_run", "S2_publish_scores"]);
    expect((await waitingJobs("check-submission")).map((job) => job.payload)).toContainEqual({ submissionId: row.id });
    const { events } = await submissionByNumber(ada, row.number);
    expect(events.map((event) => [event.from, event.to, event.who])).toEqual([
      [null, "draft", "You"],
      ["draft", "checking", "You"],
    ]);
  });
  it("is told later by the name in the form, where its author's account has none, and names the command line as such", async () => {
    const ada = await seedPerson();
    if (ada.kind !== "user") throw new Error("A person was expected.");
    const row = await sentIn(ada);
    await db().user.update({ where: { id: ada.userId }, data: { name: null } });
    await db().submissionEvent.updateMany({ where: { submissionId: row.id, to: "draft" }, data: { actor: "system:command-line" } });
    const { events } = await submissionByNumber(await seedPerson("maintainer"), row.number);
    expect(events.map(({ who }) => who)).toEqual(["The command line", row.person]);
  });
  it("names every wrong field and leaves the draft a draft", async () => {
    const ada = await seedPerson();
    const saved = await saveDraft(ada, draft({ hubId: "nonsense", description: "short", scopes: ["S2_publish_scores"] }));
    await expect(submitModel(ada, saved)).rejects.toMatchObject({
      code: "INVALID_INPUT",
      fields: [{ field: "hubId" }, { field: "description" }, { field: "scopes" }],
    });
    expect(await reread(saved.id)).toMatchObject({ state: "draft", submittedAt: null });
    expect(await db().consentReceipt.count({ where: { submissionId: saved.id } })).toBe(0);
  });
  it("happens once, however often the button is pressed", async () => {
    const ada = await seedPerson();
    const saved = await saveDraft(ada, draft());
    const presses = await Promise.allSettled([submitModel(ada, saved), submitModel(ada, saved), submitModel(ada, saved)]);
    expect(presses.filter((press) => press.status === "fulfilled")).toHaveLength(1);
    expect(await db().consentReceipt.count({ where: { submissionId: saved.id } })).toBe(1);
  });
  it("has an end within a day, counted by person, also for entries that are sent at once", async () => {
    const ada = await seedPerson();
    const { id } = await sentIn(ada);
    const event = { submissionId: id, actor: ada.userId, from: "draft", to: "checking", why: "", data: {} } as const;
    await db().submissionEvent.createMany({ data: Array.from({ length: 27 }, () => event) });
    const drafts = await Promise.all(Array.from({ length: 4 }, () => saveDraft(ada, draft())));
    const presses = await Promise.allSettled(drafts.map((saved) => submitModel(ada, saved)));
    expect(presses.filter((press) => press.status === "fulfilled")).toHaveLength(2);
    expect(presses.find((press) => press.status === "rejected")?.reason).toMatchObject({
      code: "TOO_MANY_REQUESTS",
      message: expect.stringContaining("24 hours from now"),
    });
    await expect(sentIn(await seedPerson())).resolves.toMatchObject({ state: "checking" });
    await db().submissionEvent.updateMany({ where: { actor: ada.userId }, data: { createdAt: new Date(Date.now() - 25 * 60 * 60_000) } });
    const waiting = await db().submission.findFirstOrThrow({ where: { submitterId: ada.userId, state: "draft" } });
    await expect(submitModel(ada, waiting)).resolves.toMatchObject({ number: waiting.number });
  });
  it("is refused without a verified address, for others' drafts, and for an outdated version", async () => {
    const ada = await seedPerson();
    const saved = await saveDraft(ada, draft());
    await expect(submitModel({ ...ada, emailVerified: false }, saved)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    await expect(submitModel(await seedPerson(), saved)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(submitModel(ada, { id: saved.id, version: 7 })).rejects.toMatchObject({ code: "CONFLICT" });
  });
});

describe("the receipt", () => {
  it("points to the words that were shown, and is only for its signer and those who read all", async () => {
    const ada = await seedPerson();
    const { number } = await sentIn(ada);
    const receipt = await receiptOf(ada, number);
    expect(receipt).toMatchObject({
      model: "cases/good",
      textHash: hashConsentText(consentText),
      withdrawnAt: null,
      notGranted: expect.arrayContaining(["S7_commercial"]),
    });
    await expect(receiptOf(await seedPerson(), number)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await receiptOf(await seedPerson("auditor"), number)).receipt).toBe(receipt.receipt);
  });
});

describe("the checks of a sent submission", () => {
  it("hand it to the reviewers with the report and the commit", async () => {
    const row = await inReview(await seedPerson(), server.url);
    expect(row.state).toBe("in_review");
    expect(row.commit).toMatch(/^[0-9a-f]{40}$/);
    expect(outcome(row.checks, "licence")).toBe("pass");
    expect(outcome(row.checks, "owner")).toBe("warn");
  });
  it("believe in the author whose account at the Hub owns the model", async () => {
    const ada = await seedPerson();
    await db().account.create({
      data: { userId: ada.userId, type: "oauth", provider: "huggingface", providerAccountId: "1", username: "Cases" },
    });
    expect(outcome((await inReview(ada, server.url, { hubId: "cases/good-two" })).checks, "owner")).toBe("pass");
  });
  it("keep it, say so and ask again later when the Hub is away; then go on", async () => {
    const { id } = await sentIn(await seedPerson(), { hubId: "cases/good-three" });
    await checkSubmission(worker, { submissionId: id }, hubAt("http://127.0.0.1:1"));
    await checkSubmission(worker, { submissionId: id }, hubAt("http://127.0.0.1:1"));
    const waiting = await reread(id);
    const report = reportOf(waiting.checks);
    expect(waiting.state).toBe("checking");
    expect(report).toMatchObject({ problem: "unreachable", attempts: 2 });
    const again = (await waitingJobs("check-submission")).filter((job) => job.payload.submissionId === id);
    expect(again).toHaveLength(1);
    expect(again[0]?.run_at.getTime()).toBeGreaterThan(Date.now() + 60_000);
    await checkSubmission(worker, { submissionId: id }, hubAt(server.url));
    expect((await reread(id)).state).toBe("in_review");
  });
  it.each<[string, Partial<Repository>, Record<string, string>]>([
    ["a NUL in its licence", { cardData: { license: "a\u0000b" } }, {}],
    ["half a sign in its licence", { cardData: { license: "\ud800x" } }, {}],
    ["a NUL in its architecture", {}, { "config.json": '{"architectures":["A\\u0000ForCausalLM"]}' }],
    ["half a sign in the name of a file", {}, { "\ud800.json": "{}" }],
    ["a file too large to read", {}, { "config.json": `{"a":"${"a".repeat(16_000_001)}"}` }],
    ["an endless licence", { cardData: { license: "x".repeat(1_500_000) } }, {}],
  ])("hand over what a stranger wrote, and never wait for ever: %s", async (what, change, files) => {
    const good = server.repositories.get("cases/good");
    if (!good) throw new Error("The Hub has no model to start from.");
    const hubId = `strange/${what.replaceAll(" ", "-")}`;
    const changed = Object.entries(files).map(([path, text]) => [path, Buffer.from(text)] as const);
    server.repositories.set(hubId, { ...good, ...change, id: hubId, files: new Map([...good.files, ...changed]) });
    const row = await inReview(await seedPerson(), server.url, { hubId, description: `Answers questions about ${what} only.` });
    expect(row.state).toBe("in_review");
    expect(JSON.stringify(row.checks).length).toBeLessThan(12_000);
  });
  it("do nothing the second time", async () => {
    const row = await inReview(await seedPerson(), server.url, { hubId: "cases/template-file" });
    await checkSubmission(worker, { submissionId: row.id }, hubAt(server.url));
    expect(await reread(row.id)).toEqual(row);
  });
  it("find the same weights in another open submission, and not in itself", async () => {
    const first = await inReview(await seedPerson(), server.url, { hubId: "cases/twin-one" });
    expect(outcome(first.checks, "duplicate")).toBe("pass");
    const second = await inReview(await seedPerson(), server.url, { hubId: "cases/twin-two" });
    expect(reportOf(second.checks)?.checks.find((check) => check.id === "duplicate")?.text).toContain(`#${first.number}`);
  });
  it("are the portal's own, nobody can call them", async () => {
    const { id } = await sentIn(await seedPerson(), { hubId: "cases/counted" });
    await expect(checkSubmission(await seedPerson("maintainer"), { submissionId: id })).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  });
});

describe("the preview while typing", () => {
  const source = () => hubAt(server.url);
  it("answers people who signed in, for a pasted address too, and stores nothing", async () => {
    const before = await db().submission.count();
    const report = await previewCheck(await seedPerson(), { hubId: "https://huggingface.co/cases/encoder" }, source());
    expect(report.checks.find((check) => check.id === "architecture")?.outcome).toBe("fail");
    expect(await db().submission.count()).toBe(before);
  });
  it("refuses strangers, malformed IDs, and the sixty-first question within a minute", async () => {
    await expect(previewCheck(anonymous, { hubId: "cases/good" })).rejects.toMatchObject({ code: "SIGN_IN_REQUIRED" });
    const ada = await seedPerson();
    await expect(previewCheck(ada, { hubId: "../../etc" })).rejects.toMatchObject({ code: "INVALID_INPUT" });
    for (let asked = 0; asked < 60; asked++) await previewCheck(ada, { hubId: "cases/private" }, source());
    await expect(previewCheck(ada, { hubId: "cases/private" }, source())).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
  });
});

describe("taking it back", () => {
  it("to change it is possible until it is decided, by its submitter", async () => {
    const ada = await seedPerson();
    const row = await inReview(ada, server.url, { hubId: "cases/non-commercial" });
    await expect(reopenSubmission(await seedPerson(), row)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await reopenSubmission(ada, row);
    expect((await openDraft(ada, row.number))?.state).toBe("changes_requested");
    await expect(reopenSubmission(ada, row)).rejects.toMatchObject({ code: "CONFLICT" });
  });
  it("and sending it again ends the first receipt and signs a second", async () => {
    const ada = await seedPerson();
    const row = await inReview(ada, server.url, { hubId: "cases/html-card" });
    await reopenSubmission(ada, row);
    const { version } = await reread(row.id);
    const saved = await saveDraft(ada, draft({ submissionId: row.id, version, hubId: "cases/html-card", scopes: ["S1_run"] }));
    await submitModel(ada, saved);
    expect(await scopesInForce(db(), row.id)).toEqual(["S1_run"]);
    expect(await db().consentReceipt.count({ where: { submissionId: row.id, withdrawnAt: { not: null } } })).toBe(1);
  });
  it("for good ends the consent in the same moment, once, and only by its submitter", async () => {
    const ada = await seedPerson();
    const row = await sentIn(ada, { hubId: "cases/unsafe-file" });
    await expect(withdrawSubmission(await seedPerson("maintainer"), { number: row.number, why: "" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await withdrawSubmission(ada, { number: row.number, why: "A mistake." });
    expect((await reread(row.id)).state).toBe("withdrawn");
    expect(await scopesInForce(db(), row.id)).toEqual([]);
    await expect(withdrawSubmission(ada, { number: row.number, why: "" })).rejects.toMatchObject({ code: "CONFLICT" });
  });
});

describe("asking for a new check", () => {
  it("never sends a draft in", async () => {
    const ada = await seedPerson();
    const saved = await saveDraft(ada, draft());
    await expect(recheckSubmission(ada, saved)).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await reread(saved.id)).state).toBe("draft");
  });
  it("sends a submission back through the checks, for submitters and maintainers", async () => {
    const ada = await seedPerson();
    const row = await inReview(ada, server.url, { hubId: "cases/no-licence" });
    await expect(recheckSubmission(await seedPerson("auditor"), row)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    await expect(recheckSubmission(await seedPerson(), row)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await recheckSubmission(await seedPerson("maintainer"), row);
    expect((await reread(row.id)).state).toBe("checking");
  });
});

describe("who sees what", () => {
  it("is the own, and whatever was sent in for those who read all; the rest does not exist", async () => {
    const ada = await seedPerson();
    const { number } = await sentIn(ada);
    expect((await listOwnSubmissions(ada)).map((row) => row.number)).toEqual([number]);
    expect(await listOwnSubmissions(await seedPerson())).toEqual([]);
    await expect(submissionByNumber(await seedPerson(), number)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(submissionByNumber(anonymous, number)).rejects.toMatchObject({ code: "SIGN_IN_REQUIRED" });
    const auditor = await seedPerson("auditor");
    expect((await submissionByNumber(auditor, number)).own).toBe(false);
    const unsent = await saveDraft(ada, draft());
    await expect(submissionByNumber(auditor, unsent.number)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
