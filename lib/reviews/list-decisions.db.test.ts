import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type HubServer, startHub } from "@/e2e/servers/hub";
import type { Actor } from "@/lib/auth/actor";
import { seedPerson } from "@/lib/db/testing/people";
import { inReview } from "@/lib/submissions/testing/entries";
import { decideSubmission } from "./decide-submission";
import { decisionTable } from "./decision-table";
import { decisionsPerPage, everyDecision, listDecisions } from "./list-decisions";
import { type Decision, type DecisionsView, decisionsView } from "./schema";

let server: HubServer;
let mira: Actor;
let ben: Actor;
const numbers: Record<string, number> = {};
const read = async (view: Partial<DecisionsView> = {}) => listDecisions(mira, decisionsView.parse(view));
const hubIds = async (view: Partial<DecisionsView>) => (await read(view)).rows.map((row) => row.submission.hubId);

beforeAll(async () => {
  server = await startHub();
  mira = await seedPerson("maintainer");
  ben = await seedPerson("maintainer");
  const decide = async (by: Actor, hubId: string, decision: Decision, reason: string) => {
    const row = await inReview(await seedPerson(), server.url, { hubId, description: `Answers questions about the topic of ${hubId}.` });
    numbers[hubId] = row.number;
    const waivers = hubId === "cases/no-licence" ? ["licence" as const] : [];
    await decideSubmission(by, { number: row.number, version: row.version, decision, reason, waivers });
  };
  await decide(mira, "cases/good", "approve", "");
  await decide(mira, "cases/no-licence", "approve", "The base model's licence applies.");
  await decide(ben, "cases/encoder", "reject", "It writes no text: 100% an encoder.");
  await decide(ben, "cases/good-two", "request_changes", "Say more.");
});
afterAll(() => server.close());

describe("the list of decisions", () => {
  it("says who decided what, when, why and with which exceptions, the latest first, and where the entry stands now", async () => {
    const { rows, total, reviewers } = await read();
    expect(total).toBe(4);
    expect(rows.map((row) => row.decision)).toEqual(["request_changes", "reject", "approve", "approve"]);
    expect(rows[2]).toMatchObject({
      reason: "The base model's licence applies.",
      waivers: ["Licence"],
      submission: { number: numbers["cases/no-licence"], state: "approved", contributor: "Ada Okafor" },
    });
    expect(reviewers).toHaveLength(2);
  });
  it("is narrowed by decision, by person and by words or number, each as typed", async () => {
    expect(await hubIds({ decision: "reject" })).toEqual(["cases/encoder"]);
    expect(await hubIds({ person: ben.kind === "user" ? ben.userId : "" })).toEqual(["cases/good-two", "cases/encoder"]);
    expect(await hubIds({ q: "LICENCE applies" })).toEqual(["cases/no-licence"]);
    expect(await hubIds({ q: `#${numbers["cases/good"]}` })).toContain("cases/good");
    expect(await hubIds({ q: "100% an" })).toEqual(["cases/encoder"]);
    expect(await hubIds({ q: "100_" })).toEqual([]);
    expect((await read({ q: "nothing like it" })).total).toBe(0);
  });
  it("comes in pages, and whole as a file", async () => {
    const beyond = await read({ page: 2 });
    expect(beyond).toMatchObject({ rows: [], total: 4 });
    expect(decisionsPerPage).toBeGreaterThan(4);
    const { columns, rows } = decisionTable(await everyDecision(mira, { q: "" }));
    expect(rows).toHaveLength(4);
    expect(rows.every((row) => row.length === columns.length)).toBe(true);
  });
  it("is for those who read every submission, and for nobody else", async () => {
    const auditor = await seedPerson("auditor");
    expect((await listDecisions(auditor, decisionsView.parse({}))).total).toBe(4);
    for (const role of ["contributor", "evaluator", "operator"] as const) {
      await expect(listDecisions(await seedPerson(role), decisionsView.parse({}))).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    }
    await expect(everyDecision({ kind: "anonymous" }, { q: "" })).rejects.toMatchObject({ code: "SIGN_IN_REQUIRED" });
  });
});

it("an address that makes no sense shows all decisions", () => {
  expect(decisionsView.parse({ decision: "burn", person: "me", page: "-1", q: "a\u0000b" })).toEqual({ q: "", page: 1 });
});
