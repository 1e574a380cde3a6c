import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { mayShowScores } from "@/lib/consent/visibility";
import { db } from "@/lib/db/client";
import type { Conflict } from "../schema";
import { readConflicts } from "./read-conflicts";

const model = { id: true, name: true, hubId: true, baseModel: true, state: true, scopes: true } as const;

/** Flags on the scores of one run, imported ones included; empty where its scores may not be shown. */
export async function conflictsOfRun(actor: Actor, number: number): Promise<Conflict[]> {
  requirePermission(actor, "run:read");
  const run = await db().run.findUnique({
    where: { number },
    select: {
      model: { select: model },
      system: { select: { id: true, name: true, sources: true, pool: { select: { members: { select: { model: { select: model } } } } } } },
      tasks: { select: { task: { select: { slug: true } } } },
    },
  });
  const members = run?.system?.pool.members.map((member) => member.model) ?? [run?.model ?? []].flat();
  if (!run || !mayShowScores(actor, members)) return [];
  const system = run.system ? [{ ...run.system, memberIds: members.map((member) => member.id) }] : [];
  const conflicts = await readConflicts(new Map(members.map((member) => [member.id, member])), new Map(system.map((one) => [one.id, one])));
  const slugs = run.tasks.map((entry) => entry.task.slug);
  return (conflicts.get(run.system?.id ?? run.model?.id ?? "") ?? []).filter((conflict) => slugs.includes(conflict.task));
}
