import { beforeAll, expect, it } from "vitest";
import { anonymous, systemActor } from "@/lib/auth/actor";
import type { EndpointReport } from "@/lib/operations/engine";
import { describeServer } from "../labels";
import { reportWorker } from "../leasing/heartbeat";
import { claimRun } from "../state/claim-run";
import type { Lease } from "../state/lease";
import { anyOwner, seedModel, seedRun, seedTask } from "../testing/builders";
import { findSnapshot } from "./find-snapshot";

const operator = systemActor("test");
const secondsAgo = (seconds: number) => new Date(Date.now() - seconds * 1_000);
let number: number;
let lease: Lease;

beforeAll(async () => {
  process.env.ENDPOINTS = "[]";
  number = (await seedRun(await seedModel("one"), [await seedTask("numbers", { test: 3 })])).number;
  const claimed = await claimRun(anyOwner(), 600);
  if (!claimed) throw new Error("nothing to claim");
  lease = claimed;
});

const endpoint = (changes: Partial<EndpointReport>): EndpointReport => ({
  ...{
    server: null,
    note: null,
    scorer: "",
    name: "lab",
    url: "http://10.0.0.1:8000",
    state: "ready",
    stateSince: secondsAgo(600),
    models: ["one", "two"],
  },
  ...{
    window: 2,
    inFlight: 1,
    waiting: 9,
    lastOkAt: secondsAgo(1),
    silentSince: null,
    isLoading: false,
    tokensPerSecond: 40,
    message: null,
    server: null,
    note: null,
  },
  ...changes,
});

/** What is told of the servers of the run while its worker sees them like this. */
async function told(...endpoints: EndpointReport[]) {
  await reportWorker({ id: lease.owner, version: "1", concurrency: 1, runs: [number], endpoints });
  return (await findSnapshot(operator, number)).servers;
}

it("tells nothing while all is well, nor of servers that have none of the models, nor of scorers", async () => {
  const elsewhere = endpoint({ name: "other", models: ["three"], state: "dead" });
  const scorer = endpoint({ name: "reward", scorer: "reward", state: "dead" });
  expect(await told(endpoint({}), elsewhere, scorer)).toEqual([]);
});

it.each([
  ["slow", { tokensPerSecond: 1.24 }, null, /is slow: about 1.2 tokens a second for each answer$/],
  ["slow", { tokensPerSecond: 0.2 }, null, /is slow: about a token every 5 seconds for each answer$/],
  ["silent", { silentSince: secondsAgo(45), tokensPerSecond: 1 }, 45, /lives, but has sent nothing$/],
  ["starting", { state: "canary" }, 600, /answers its first questions$/],
  ["loading", { state: "dead", isLoading: true }, 600, /is loading a model$/],
  ["away", { state: "suspect" }, 600, /does not answer$/],
  ["given-up", { state: "dead" }, 600, /was given up$/],
] as const)("tells that a server is %s, since when, and what happens next", async (kind, changes, since, words) => {
  const [notice, ...others] = await told(endpoint(changes));
  if (!notice) throw new Error("nothing is told");
  expect(others).toEqual([]);
  expect(notice).toMatchObject({ kind, name: "lab", others: 0 });
  if (since === null) expect(notice.since).toBeNull();
  else expect(Math.abs(Date.now() - new Date(notice.since ?? 0).getTime() - since * 1_000)).toBeLessThan(20_000);
  const { what, next } = describeServer(notice);
  expect(what).toMatch(words);
  expect(next).toMatch(/\.$/);
});

it("says where the work goes meanwhile", async () => {
  const [notice] = await told(endpoint({ state: "dead" }), endpoint({ name: "second" }));
  expect(notice).toMatchObject({ kind: "given-up", others: 1 });
  expect(describeServer(notice ?? fail()).next).toContain("the other servers of this run do its work");
});

it("names servers to operators only, and tells of one that never listed anything where nobody else serves", async () => {
  expect(await told(endpoint({ models: [], state: "dead" }))).toMatchObject([{ kind: "given-up", name: "lab" }]);
  expect((await findSnapshot(anonymous, number)).servers).toMatchObject([{ kind: "given-up", name: null }]);
  expect(await told(endpoint({ models: [], state: "dead" }), endpoint({ name: "second" }))).toEqual([]);
});

function fail(): never {
  throw new Error("nothing is told");
}
