import { beforeAll, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { seedPerson } from "@/lib/db/testing/people";
import { inTransaction } from "@/lib/db/transaction";
import { recordResults } from "@/lib/results/record-results";
import { markDone, markFailed } from "../executing/finish-run";
import { claimRun } from "../state/claim-run";
import { endAbandonedRuns } from "../state/end-abandoned-runs";
import { guardLease, type Lease, LeaseLost } from "../state/lease";
import { cancelRun } from "../steering/cancel-run";
import { retryRun } from "../steering/retry-run";
import { anyOwner, seedModel, seedRun, seedTask } from "../testing/builders";
import { releaseRun } from "./release-run";
import { renewLeases } from "./renew-leases";

const seconds = 30;
let model: Awaited<ReturnType<typeof seedModel>>;
let task: Awaited<ReturnType<typeof seedTask>>;

beforeAll(async () => {
  model = await seedModel("solo");
  task = await seedTask("numbers", { test: 3 });
});

const queue = (priority = 0) => seedRun(model, [task], { priority });
const stateOf = (id: string) => db().run.findUniqueOrThrow({ where: { id }, include: { events: { orderBy: { id: "asc" } } } });
const silence = (lease: Lease) => db().run.update({ where: { id: lease.runId }, data: { leaseUntil: new Date(Date.now() - 1_000) } });

async function claim(owner = anyOwner()): Promise<Lease> {
  const lease = await claimRun(owner, seconds);
  if (!lease) throw new Error("nothing to claim");
  return lease;
}

async function answersOf(lease: Lease) {
  const question = await db().question.findFirstOrThrow({ where: { taskId: task.id } });
  const verdict = { parsed: "0", reason: "box", score: 1, certainty: null, mocoScore: null };
  return [
    {
      questionId: question.id,
      text: `by epoch ${lease.epoch}`,
      trace: { steps: [], decision: {} },
      verdict,
      parser: "strict/1",
      cut: false,
    },
  ];
}

it("gives each run to exactly one of twenty claimers that ask at once", async () => {
  const queued = await Promise.all(Array.from({ length: 8 }, () => queue()));
  const leases = await Promise.all(Array.from({ length: 20 }, () => claimRun(anyOwner(), seconds)));
  const claimed = leases.filter((lease) => lease !== null).map((lease) => lease.runId);
  expect(new Set(claimed)).toEqual(new Set(queued.map((run) => run.id)));
  expect(claimed).toHaveLength(8);
  for (const lease of leases) if (lease) await markDone(lease);
});

it("takes the run of highest priority first and says so in the history", async () => {
  const [later, first] = [await queue(0), await queue(5)];
  const lease = await claim();
  expect(lease.runId).toBe(first.id);
  expect((await stateOf(first.id)).events.map((event) => [event.from, event.to])).toEqual([["queued", "running"]]);
  await markDone(lease);
  expect((await claim()).runId).toBe(later.id);
});

it("leaves a run whose lease holds to its worker", async () => {
  await db().run.updateMany({ data: { state: "done" } });
  await queue();
  await claim();
  expect(await claimRun(anyOwner(), seconds)).toBeNull();
});

it("refuses every write of a worker whose lease was taken over", async () => {
  await db().run.updateMany({ data: { state: "done" } });
  const run = await queue();
  const stale = await claim("stale");
  await silence(stale);
  const fresh = await claim("fresh");
  expect(fresh).toMatchObject({ runId: run.id, epoch: stale.epoch + 1 });

  await expect(inTransaction((tx) => guardLease(tx, stale))).rejects.toBeInstanceOf(LeaseLost);
  await expect(recordResults(stale, await answersOf(stale), 0n)).rejects.toBeInstanceOf(LeaseLost);
  await expect(markDone(stale)).rejects.toBeInstanceOf(LeaseLost);
  await expect(markFailed(stale, { code: "UNEXPECTED", message: "x", blame: "ours" })).rejects.toBeInstanceOf(LeaseLost);
  await expect(releaseRun(stale, "x")).rejects.toBeInstanceOf(LeaseLost);
  expect(await db().result.count({ where: { runId: run.id } })).toBe(0);

  await recordResults(fresh, await answersOf(fresh), 0n);
  expect(await stateOf(run.id)).toMatchObject({ state: "running", questionsDone: 1, leaseOwner: "fresh" });
});

it("records an answer once, however often it is recorded", async () => {
  await db().run.updateMany({ data: { state: "done" } });
  const run = await queue();
  const lease = await claim();
  await recordResults(lease, await answersOf(lease), 0n);
  await recordResults(lease, await answersOf(lease), 0n);
  expect(await db().result.count({ where: { runId: run.id } })).toBe(1);
  expect((await stateOf(run.id)).questionsDone).toBe(1);
});

it("renews the leases that hold and names those to cancel", async () => {
  await db().run.updateMany({ data: { state: "done" } });
  const maintainer = await seedPerson("maintainer");
  await Promise.all([queue(), queue(), queue()]);
  const owner = anyOwner();
  const [kept, cancelled, lost] = [await claim(owner), await claim(owner), await claim(owner)];
  expect(await cancelRun(maintainer, { number: cancelled.number })).toBe("cancelling");
  await silence(lost);
  await claim("thief");
  const renewal = await renewLeases(owner, [kept, cancelled, lost], seconds);
  expect(renewal.held).toEqual(new Set([kept.runId, cancelled.runId]));
  expect(renewal.cancelling).toEqual(new Set([cancelled.runId]));
});

it("ends a cancelled run whose worker fell silent", async () => {
  await db().run.updateMany({ data: { state: "done" } });
  const maintainer = await seedPerson("maintainer");
  const run = await queue();
  const lease = await claim();
  await cancelRun(maintainer, { number: run.number });
  await silence(lease);
  await endAbandonedRuns();
  expect(await stateOf(run.id)).toMatchObject({ state: "cancelled", leaseOwner: null });
  await expect(markDone(lease)).rejects.toBeInstanceOf(LeaseLost);
});

it("stops a run that made three workers in a row fall silent, and lets a maintainer retry it", async () => {
  await db().run.updateMany({ data: { state: "done" } });
  const maintainer = await seedPerson("maintainer");
  const run = await queue();
  for (let count = 0; count < 3; count += 1) {
    await endAbandonedRuns();
    await silence(await claim());
  }
  await endAbandonedRuns();
  const stopped = await stateOf(run.id);
  expect(stopped).toMatchObject({ state: "failed", failureCode: "WORKER_LOST", blame: "ours", leasesLost: 3 });
  expect(stopped.events.map((event) => event.to)).toEqual(["running", "running", "running", "failed"]);
  expect(await claimRun(anyOwner(), seconds)).toBeNull();

  await retryRun(maintainer, { number: run.number });
  expect(await stateOf(run.id)).toMatchObject({ state: "queued", leasesLost: 0, failureCode: null });
});

it("lets another worker continue a released run at once", async () => {
  await db().run.updateMany({ data: { state: "done" } });
  const run = await queue();
  await releaseRun(await claim(), "its worker stops");
  expect(await stateOf(run.id)).toMatchObject({ state: "queued", leasesLost: 0, leaseOwner: null });
  expect((await claim()).runId).toBe(run.id);
});

it("cancels a queued run at once and a finished one never", async () => {
  await db().run.updateMany({ data: { state: "done" } });
  const maintainer = await seedPerson("maintainer");
  const run = await queue();
  expect(await cancelRun(maintainer, { number: run.number })).toBe("cancelled");
  await expect(cancelRun(maintainer, { number: run.number })).rejects.toMatchObject({ code: "CONFLICT" });
  expect((await stateOf(run.id)).events.at(-1)).toMatchObject({ from: "queued", to: "cancelled", actor: maintainer.userId });
});

it("refuses cancelling and retrying to people without the role", async () => {
  const contributor = await seedPerson("contributor");
  await expect(cancelRun(contributor, { number: 1 })).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  await expect(retryRun(contributor, { number: 1 })).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  await expect(cancelRun(systemActor("test"), { number: 999_999 })).rejects.toMatchObject({ code: "NOT_FOUND" });
});
