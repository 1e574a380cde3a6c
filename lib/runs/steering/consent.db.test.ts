import { setTimeout as wait } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import type { Task } from "@/lib/db/generated/client";
import { seedPerson } from "@/lib/db/testing/people";
import { labelOf } from "@/lib/pool/label";
import { withdrawModel } from "@/lib/pool/withdraw-model";
import { recordResults } from "@/lib/results/record-results";
import { withdrawSubmission } from "@/lib/submissions/withdraw-submission";
import { launchRun } from "../launching/launch-run";
import type { Leaser } from "../leasing/leaser";
import { findRunState, untilRun } from "../testing/await-run";
import { greedy, seedModel, seedTask } from "../testing/builders";
import { type ModelServer, startModelServer } from "../testing/model-server";
import { startLeaser } from "../testing/start-leaser";
import { watchSends } from "../testing/watch-sends";
import { cancelRun } from "./cancel-run";
import { retryRun } from "./retry-run";

const latency = 30;
const lastSendAfter = watchSends();
let server: ModelServer;
let task: Task;
let leaser: Leaser | undefined;

beforeAll(async () => {
  server = await startModelServer(["kept", "taken", "hidden"], latency);
  // So narrow that a run of two models lasts longer than the renewal of a lease.
  process.env.ENDPOINTS = JSON.stringify([{ name: "test", url: server.url, maxInFlight: 12 }]);
  task = await seedTask("numbers", { test: 2_000, dev: 5 });
});

afterEach(async () => {
  await leaser?.stop();
  leaser = undefined;
});

afterAll(() => server.close());

/** A model that a contributor submitted, with the receipt that allows to run it. */
async function contribute(slug: string): Promise<{ withdraw(): Promise<void> }> {
  const contributor = await seedPerson("contributor");
  const submission = await db().submission.create({
    data: { submitterId: contributor.userId, state: "admitted", hubId: `test/${slug}` },
  });
  const model = await seedModel(slug);
  await db().model.update({ where: { id: model.id }, data: { submissionId: submission.id } });
  const receipt = { submissionId: submission.id, signerId: contributor.userId, signerName: "x", hubId: `test/${slug}` };
  await db().consentReceipt.create({ data: { ...receipt, textVersion: "1", textHash: "0", scopes: ["S1_run"] } });
  return { withdraw: () => withdrawSubmission(contributor, { number: submission.number, why: "Changed my mind." }) };
}

async function launchVote(models: string[]): Promise<number> {
  const [number] = await launchRun(systemActor("test"), {
    kind: "system",
    method: "majority-vote",
    models,
    parameters: { decoding: greedy },
    split: "test",
    tasks: [task.slug],
    questionsPerTask: null,
    devPerTask: null,
    priority: 0,
  });
  if (number === undefined) throw new Error("nothing was queued");
  return number;
}

it("sends nothing more when a member's consent is withdrawn, names the member, and keeps what was answered", async () => {
  await seedModel("kept");
  const { withdraw } = await contribute("taken");
  const number = await launchVote(["kept", "taken"]);
  leaser = startLeaser(recordResults);
  await untilRun(number, ({ questionsDone }) => questionsDone >= 50);
  await withdraw();
  const withdrawnAt = performance.now();
  const blocked = await untilRun(number, ({ state }) => state === "blocked_consent");
  // Whatever is sent within this second counts, too.
  await wait(1_000);
  const lastSend = lastSendAfter(withdrawnAt);
  expect(blocked).toMatchObject({ failureCode: "CONSENT_MISSING", blame: "theirs", leaseOwner: null });
  expect(blocked.failureMessage).toContain("taken");
  expect(blocked.failureMessage).not.toContain("kept");
  expect(lastSend).toBeLessThan(2_000);
  process.stdout.write(`consent withdrawn: last request ${lastSend.toFixed(0)} ms after the commit\n`);
  await expect(retryRun(systemActor("test"), { number })).rejects.toMatchObject({ code: "NOT_READY" });
  expect(await cancelRun(systemActor("test"), { number })).toBe("cancelled");
});

it("finds out by itself within five seconds when no notification arrives", async () => {
  const { withdraw } = await contribute("hidden");
  const number = await launchVote(["kept", "hidden"]);
  leaser = startLeaser(recordResults);
  await untilRun(number, ({ questionsDone }) => questionsDone >= 50);
  // Whoever listens is cut off, again and again, so that only the renewal of the lease can find out.
  const deaf = setInterval(
    () =>
      void db().$executeRaw`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'`.catch(
        () => undefined,
      ),
    50,
  );
  await wait(300);
  await withdraw();
  const withdrawnAt = performance.now();
  try {
    await untilRun(number, ({ state }) => state === "blocked_consent");
  } finally {
    clearInterval(deaf);
  }
  await wait(1_000);
  const lastSend = lastSendAfter(withdrawnAt);
  process.stdout.write(`consent withdrawn unheard: last request ${lastSend.toFixed(0)} ms after the commit\n`);
  expect(lastSend).toBeLessThan(5_500);
});

it("blocks runs that wait in the queue or for approval, and lets them go on when consent is there again", async () => {
  const other = await seedModel("other");
  const [queued, paused] = [await launchVote(["kept", "other"]), await launchVote(["kept", "other"])];
  await db().run.update({ where: { number: paused }, data: { state: "needs_approval" } });
  await db().model.update({ where: { id: other.id }, data: { state: "quarantined" } });
  leaser = startLeaser(recordResults);
  for (const number of [queued, paused]) {
    const run = await untilRun(number, ({ state }) => state === "blocked_consent");
    expect(run).toMatchObject({ failureCode: "MODEL_NOT_RUNNABLE", failureMessage: "Not runnable now: other." });
  }
  await leaser?.stop();
  await db().model.update({ where: { id: other.id }, data: { state: "runnable" } });
  await retryRun(systemActor("test"), { number: queued });
  expect(await findRunState(queued)).toBe("queued");
});

it("fails a system whose router is gone for good, instead of taking it up again and again", async () => {
  const router = await seedModel("guide");
  await db().model.update({ where: { id: router.id }, data: { role: "router" } });
  const [number = 0] = await launchRun(systemActor("test"), {
    kind: "system",
    method: "prompt-routing",
    models: ["kept"],
    parameters: { decoding: greedy, router: labelOf(router.weightsHash ?? "") },
    split: "test",
    tasks: [task.slug],
    questionsPerTask: 2,
    devPerTask: 2,
    priority: 9,
  });
  await db().model.update({ where: { id: router.id }, data: { weightsHash: "0".repeat(64) } });
  leaser = startLeaser(recordResults);
  const ended = await untilRun(number, ({ state, epoch }) => epoch > 1 || !["queued", "running"].includes(state));
  expect(ended).toMatchObject({ state: "failed", failureCode: "BAD_PARAMETERS", epoch: 1 });
});

it("learns of a model that leaves the pool by the chore, too", async () => {
  const heard = await db().model.findFirstOrThrow({ where: { slug: "taken" } });
  await withdrawModel(systemActor("test"), { submissionId: heard.submissionId ?? "" });
  expect(await db().model.findUniqueOrThrow({ where: { id: heard.id } })).toMatchObject({ state: "withdrawn", scopes: [] });
});
