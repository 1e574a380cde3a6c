import { beforeAll, describe, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { inTransaction } from "@/lib/db/transaction";
import { mayMove, type RunState, runStates } from "../states";
import { seedModel, seedRun, seedTask } from "../testing/builders";
import { claimRun } from "./claim-run";
import { moveRun } from "./move-run";

const by = systemActor("test");
const before = new Date("2026-01-01T00:00:00Z");
/** A row on which every column that a move may touch is set. */
const worn = {
  leaseOwner: "worker",
  leaseUntil: before,
  leasesLost: 2,
  stage: "answering",
  operationsAsked: 7,
  queuedAt: before,
  startedAt: before,
  takenAt: before,
  finishedAt: before,
  cancelRequestedAt: before,
  failureCode: "NOT_SERVED",
  failureMessage: "away",
  blame: "cluster",
} as const satisfies Prisma.RunUpdateInput;

let model: Awaited<ReturnType<typeof seedModel>>;
let task: Awaited<ReturnType<typeof seedTask>>;

beforeAll(async () => {
  model = await seedModel("solo");
  task = await seedTask("numbers", { test: 1 });
});

async function wornRun(state: RunState): Promise<string> {
  const { id } = await seedRun(model, [task]);
  await db().run.update({ where: { id }, data: { ...worn, state } });
  return id;
}

const move = (id: string, state: RunState, to: Exclude<RunState, "running">) =>
  inTransaction((tx) => moveRun(tx, { run: { id, state }, to, by, why: "because" }));

/** The columns that a move from `from` to `to` changed, and what they hold now; times that are new read "now". */
async function changedBy(from: RunState, to: Exclude<RunState, "running">) {
  const id = await wornRun(from);
  await move(id, from, to);
  const row = await db().run.findUniqueOrThrow({ where: { id } });
  const changed = Object.keys(worn).flatMap((name) => {
    const [was, is] = [worn[name as keyof typeof worn], row[name as keyof typeof worn]];
    if (String(was) === String(is)) return [];
    return [[name, is instanceof Date ? "now" : is]];
  });
  return Object.fromEntries(changed);
}

const released = { leaseOwner: null, leaseUntil: null, stage: "" };
const ended = { ...released, finishedAt: "now" };
const again = { ...released, finishedAt: null, cancelRequestedAt: null, failureCode: null, failureMessage: null, blame: null };
const fresh = { ...again, queuedAt: "now", startedAt: null, leasesLost: 0 };

describe("a move of a run", () => {
  it.each<[RunState, Exclude<RunState, "running">, object]>([
    ["running", "queued", again],
    ["needs_approval", "queued", fresh],
    ["blocked_consent", "queued", fresh],
    ["cancelled", "queued", fresh],
    ["done", "queued", fresh],
    ["failed", "queued", fresh],
    ["running", "needs_approval", released],
    ["running", "blocked_consent", released],
    ["queued", "blocked_consent", released],
    ["running", "cancelling", { cancelRequestedAt: "now" }],
    ["queued", "cancelled", ended],
    ["cancelling", "cancelled", ended],
    ["running", "done", ended],
    ["running", "failed", ended],
  ])("from %s to %s changes these columns and no others", async (from, to, columns) => {
    expect(await changedBy(from, to)).toEqual(columns);
  });

  it("writes one event, in the same transaction", async () => {
    const id = await wornRun("failed");
    await move(id, "failed", "queued");
    const events = await db().runEvent.findMany({ where: { runId: id } });
    expect(events).toMatchObject([{ from: "failed", to: "queued", actor: "system:test", why: "because" }]);
  });

  it("is refused where the table does not have it, and writes nothing", async () => {
    for (const from of runStates) {
      const id = await wornRun(from);
      for (const to of runStates) {
        if (to === "running" || mayMove(from, to)) continue;
        await expect(move(id, from, to), `${from} to ${to}`).rejects.toMatchObject({ code: "CONFLICT" });
      }
      expect(await db().runEvent.count({ where: { runId: id } })).toBe(0);
    }
  });

  it("is refused when somebody else was faster, and writes nothing", async () => {
    const id = await wornRun("cancelled");
    await expect(move(id, "running", "done")).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await db().run.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: "cancelled", finishedAt: before });
    expect(await db().runEvent.count({ where: { runId: id } })).toBe(0);
  });
});

it("a claim begins the counts of an execution again and keeps the clock of a run that was given back", async () => {
  await db().run.updateMany({ data: { state: "done" } });
  const id = await wornRun("queued");
  await claimRun("another", 30);
  const claimed = await db().run.findUniqueOrThrow({ where: { id } });
  expect(claimed.takenAt).not.toEqual(before);
  expect(claimed).toMatchObject({
    state: "running",
    leaseOwner: "another",
    operationsAsked: 0,
    stage: "",
    startedAt: before,
    queuedAt: before,
    leasesLost: 2,
  });
});
