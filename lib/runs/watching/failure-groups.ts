import { createHash } from "node:crypto";
import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { db } from "@/lib/db/client";
import { messageShape } from "./message-shape";
import type { FailureGroup } from "./schema";

/** Newest failed runs that are grouped. */
const runsAtMost = 5_000;

/** Failed runs by reason: the code and the shape of the message, the largest group first. */
export async function listFailureGroups(actor: Actor): Promise<FailureGroup[]> {
  requirePermission(actor, "operate:read");
  const groups = await groupFailures();
  return groups.toSorted((a, b) => b.count - a.count || b.latest.getTime() - a.latest.getTime());
}

/** Numbers of the failed runs of one group, oldest first; empty when none is left. */
export async function runsOfGroup(key: string): Promise<number[]> {
  const group = (await groupFailures()).find((each) => each.key === key);
  return (group?.numbers ?? []).toSorted((a, b) => a - b);
}

async function groupFailures(): Promise<FailureGroup[]> {
  const runs = await db().run.findMany({
    where: { state: "failed" },
    select: { number: true, failureCode: true, failureMessage: true, blame: true, finishedAt: true, queuedAt: true },
    orderBy: { number: "desc" },
    take: runsAtMost,
  });
  const described = runs.map((run) => ({ ...run, code: run.failureCode ?? "UNEXPECTED", message: run.failureMessage ?? "" }));
  const byReason = Map.groupBy(described, ({ code, message }) => `${code} ${messageShape(message)}`);
  return [...byReason].flatMap(([reason, members]) => {
    const [newest] = members;
    if (!newest) return [];
    return {
      key: createHash("sha256").update(reason).digest("hex").slice(0, 16),
      code: newest.code,
      example: newest.message,
      blame: newest.blame,
      count: members.length,
      numbers: members.map((run) => run.number),
      latest: newest.finishedAt ?? newest.queuedAt,
    };
  });
}
