import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { type RunState, runStates, statesIn } from "../states";
import { readLastBeats, silentSeconds } from "./last-beats";
import type { RunFilter, RunRow } from "./schema";

export const runsPerPage = 50;

const rowFields = {
  number: true,
  kind: true,
  split: true,
  state: true,
  questionsDone: true,
  questionsTotal: true,
  queuedAt: true,
  startedAt: true,
  finishedAt: true,
  failureCode: true,
  origin: true,
  caveats: true,
  model: { select: { name: true } },
  system: { select: { name: true } },
  _count: { select: { tasks: true } },
} satisfies Prisma.RunSelect;

function toRow(run: Prisma.RunGetPayload<{ select: typeof rowFields }>): RunRow {
  const { model, system, _count, origin, caveats, ...rest } = run;
  const carried = Array.isArray(caveats) ? caveats.length : 0;
  return { ...rest, title: system?.name ?? model?.name ?? "", taskCount: _count.tasks, caveats: origin === "imported" ? carried : null };
}

const statesOf: Record<NonNullable<RunFilter["state"]>, RunState[]> = {
  active: statesIn("waits", "works"),
  queued: statesIn("waits"),
  running: statesIn("works"),
  waiting: statesIn("asks"),
  done: ["done"],
  failed: ["failed"],
  cancelled: ["cancelled"],
};

/** One page of runs, newest first, and how many there are in all. */
export async function listRuns(actor: Actor, filter: RunFilter): Promise<{ rows: RunRow[]; total: number }> {
  requirePermission(actor, "run:read");
  const where: Prisma.RunWhereInput = {
    ...(filter.state && { state: { in: statesOf[filter.state] } }),
    ...(filter.kind && { kind: filter.kind }),
  };
  const [runs, total] = await Promise.all([
    db().run.findMany({ where, select: rowFields, orderBy: { number: "desc" }, skip: (filter.page - 1) * runsPerPage, take: runsPerPage }),
    db().run.count({ where }),
  ]);
  return { rows: runs.map(toRow), total };
}

/** How many runs there are, by the views of the list. */
export async function countRuns(actor: Actor): Promise<Record<"all" | NonNullable<RunFilter["state"]>, number>> {
  requirePermission(actor, "run:read");
  const groups = await db().run.groupBy({ by: ["state"], _count: true });
  const count = (states: readonly RunState[]) =>
    groups.filter((group) => states.includes(group.state)).reduce((sum, group) => sum + group._count, 0);
  return {
    all: count(runStates),
    active: count(statesOf.active),
    queued: count(statesOf.queued),
    running: count(statesOf.running),
    waiting: count(statesOf.waiting),
    done: count(statesOf.done),
    failed: count(statesOf.failed),
    cancelled: count(statesOf.cancelled),
  };
}

/** All runs of an experiment, in the order in which they were planned. */
export async function listExperimentRuns(actor: Actor, experimentId: string): Promise<RunRow[]> {
  requirePermission(actor, "run:read");
  const runs = await db().run.findMany({ where: { experimentId }, select: rowFields, orderBy: { number: "asc" } });
  return runs.map(toRow);
}

/** How many workers live, and when the last one was seen. A worker reports every two seconds. */
export async function workersAlive(actor: Actor): Promise<{ alive: number; lastSeen: Date | null }> {
  requirePermission(actor, "run:read");
  const beats = await readLastBeats();
  return { alive: beats.filter(({ secondsAgo }) => secondsAgo < silentSeconds).length, lastSeen: beats[0]?.seenAt ?? null };
}
