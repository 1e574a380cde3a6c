import type { Actor } from "@/lib/auth/actor";
import { may, requirePermission } from "@/lib/auth/permissions";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { notFound } from "@/lib/errors";
import { statesSql } from "../state/columns";
import { claimableStates, isHeld, statesIn } from "../states";
import { silentSeconds } from "./last-beats";
import { estimateProgress } from "./progress";
import { readRunServers } from "./run-servers";
import type { RunSnapshot, RunWait, ServerNotice } from "./schema";
import { shownReason } from "./shown-reason";

const snapshotFields = {
  id: true,
  number: true,
  state: true,
  stage: true,
  questionsDone: true,
  questionsTotal: true,
  doneBefore: true,
  operationsAsked: true,
  operationsDone: true,
  operationsCached: true,
  completionTokens: true,
  shortenedPrompts: true,
  startedAt: true,
  takenAt: true,
  finishedAt: true,
  failureCode: true,
  failureMessage: true,
  blame: true,
} satisfies Prisma.RunSelect;

/** How a run stands now. @throws AppError NOT_FOUND */
export async function findSnapshot(actor: Actor, number: number): Promise<RunSnapshot> {
  requirePermission(actor, "run:read");
  const run = await db().run.findUnique({ where: { number }, select: snapshotFields });
  if (!run) throw notFound("run");
  const { id, startedAt, takenAt, doneBefore, finishedAt, completionTokens, ...rest } = run;
  const now = new Date();
  // Questions of earlier executions, and the time in which it waited for a person, say nothing about the pace of this one.
  const pace = {
    answered: run.questionsDone - doneBefore,
    left: run.questionsTotal - run.questionsDone,
    seconds: secondsBetween(takenAt ?? startedAt, finishedAt ?? (isHeld(run.state) ? now : null)),
  };
  return {
    ...rest,
    generatedTokens: Number(completionTokens),
    failureMessage: run.failureMessage && shownReason(actor, run.failureCode, run.failureMessage),
    elapsedSeconds: secondsBetween(startedAt, finishedAt ?? now),
    ...estimateProgress(pace),
    wait: statesIn("waits", "works").includes(run.state) ? await readWait(id) : null,
    servers: isHeld(run.state) ? await readServers(actor, id) : [],
  };
}

async function readServers(actor: Actor, id: string): Promise<ServerNotice[]> {
  const servers = await readRunServers(id);
  return may(actor, "operate:read") ? servers : servers.map((server) => ({ ...server, name: null }));
}

function secondsBetween(from: Date | null, to: Date | null): number | null {
  return from && to ? (to.getTime() - from.getTime()) / 1_000 : null;
}

/** @returns null for a run that a worker executes */
async function readWait(id: string): Promise<RunWait | null> {
  const claimable = statesSql(claimableStates());
  const [wait] = await db().$queryRaw<RunWait[]>`
    SELECT
      CASE WHEN run.state = ANY(${claimable}) THEN (
        SELECT count(*) FROM "Run" other WHERE other.state = ANY(${claimable}) AND (other.priority > run.priority
          OR (other.priority = run.priority AND (other."queuedAt", other.number) < (run."queuedAt", run.number)))
      )::int END AS ahead,
      (SELECT count(*) FROM "RunWorker" WHERE "seenAt" > now() - make_interval(secs => ${silentSeconds}::float8))::int AS workers
    FROM "Run" run
    WHERE run.id = ${id}::uuid AND (run.state = ANY(${claimable}) OR (run.state = ANY(${statesSql(statesIn("works"))}) AND run."leaseUntil" < now()))`;
  return wait ?? null;
}
