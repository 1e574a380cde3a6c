import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { type BoardContext, readBoardContext } from "@/lib/boards/board-context";
import { emergenceOf } from "@/lib/boards/rows/emergence-of";
import { conflictsIn } from "@/lib/boards/rows/model-rows";
import type { ScopeScore } from "@/lib/boards/rows/scope-scores";
import { scoreIn } from "@/lib/boards/rows/standings";
import { gainOf } from "@/lib/boards/rows/system-rows";
import type { BoardSplit, Conflict, Emergence, Gain, Hidden } from "@/lib/boards/schema";
import type { Cell } from "@/lib/boards/scopes/cells";
import { inReadingOrder, titleOfScope } from "@/lib/boards/scopes/scopes";
import { whySystemHidden } from "@/lib/boards/subjects";
import { isGone, whyHidden } from "@/lib/consent/visibility";
import { canHold } from "@/lib/db/can-hold";
import { db } from "@/lib/db/client";
import { notFound } from "@/lib/errors";
import type { Method } from "@/lib/methods/method";
import { findMethod, isDefaultBaseline } from "@/lib/methods/registry";
import type { RunState } from "@/lib/runs/states";
import { rankingOf } from "@/lib/systems/ranking-of";
import { type Source, source } from "@/lib/systems/schema";
import { readSpeakers, type Speaker } from "./read-speakers";

export interface SystemPage {
  name: string;
  slug: string;
  pool: { name: string; digest: string };
  method: { id: string; name: string; isBaseline: boolean } & Partial<Pick<Method, "summary" | "level" | "paper">>;
  members: { name: string; slug: string; description: string; cell: Cell | null }[];
  parameters: unknown;
  /** Members by their dev scores, where that is what it learned. */
  ranking: { name: string; href: string | null; score: number; n: number }[];
  /** What else it learned on dev; null until it did, and where its scores are hidden. */
  learned: unknown;
  preparedAt: Date | null;
  devTasks: { slug: string; title: string }[];
  devPerTask: number | null;
  /** What had a part in its making. */
  sources: Source[];
  /** What decides which answers count as equal, where the method compares answers. */
  reader: string | null;
  conflicts: Conflict[];
  hidden: Hidden["reason"] | null;
  scores: (ScopeScore & { gain: Gain | null })[];
  /** Over the questions that every member alone fails; null while unknown. */
  emergence: Emergence | null;
  runs: { number: number; state: RunState }[];
}

/** @throws AppError NOT_FOUND */
export async function findSystemPage(actor: Actor, slug: string, split: BoardSplit): Promise<SystemPage> {
  requirePermission(actor, "leaderboard:read");
  if (!canHold(slug)) throw notFound("system");
  const [row, context, speakers] = await Promise.all([readSystem(slug), readBoardContext(split), readSpeakers(actor, null)]);
  const system = row && context.systems.get(row.id);
  if (!row || !system) throw notFound("system");
  const tasks = await db().task.findMany({
    where: { id: { in: row.devTaskIds } },
    select: { slug: true, title: true },
    orderBy: { slug: "asc" },
  });
  const hidden = whySystemHidden(system, context.models);
  const method = findMethod(system.method);
  const [overall] = context.scopes;
  return {
    name: row.name,
    slug: row.slug,
    pool: { name: system.poolName, digest: system.poolDigest },
    method: { id: system.method, name: system.method, isBaseline: isDefaultBaseline(system.method), ...(method && pickMethod(method)) },
    members: membersOf(context, system.memberIds, row.pool.members),
    parameters: row.parameters,
    ranking: hidden === null ? namedRanking(row, speakers) : [],
    learned: hidden === null ? row.learned : null,
    preparedAt: row.preparedAt,
    devTasks: tasks,
    devPerTask: row.devPerTask,
    sources: z.array(source).parse(row.sources),
    reader: row.reader,
    conflicts: hidden === null ? (context.conflicts.get(system.id) ?? []) : [],
    hidden,
    scores: hidden === null ? scoresOf(context, system.id) : [],
    emergence: hidden === null && overall ? emergenceOf(context, overall, system) : null,
    runs: row.runs,
  };
}

function namedRanking(system: { method: string; learned: unknown }, speakers: ReadonlyMap<string, Speaker>): SystemPage["ranking"] {
  return rankingOf(system).map(({ label, score, n }) => {
    const speaker = speakers.get(label);
    return { name: speaker?.name ?? label, href: speaker?.href ?? null, score, n };
  });
}

function readSystem(slug: string) {
  return db().system.findUnique({
    where: { slug },
    include: {
      runs: { select: { number: true, state: true }, orderBy: { number: "desc" } },
      pool: { include: { members: { include: { model: { select: { id: true, description: true } } } } } },
    },
  });
}

function pickMethod({ name, summary, level, paper }: Pick<Method, "name" | "summary" | "level" | "paper">) {
  return { name, summary, level, paper };
}

/** Members without consent to be scored appear on no public system, but a hidden system still says who may be named. */
function membersOf(context: BoardContext, ids: readonly string[], rows: readonly { model: { id: string; description: string } }[]) {
  const [overall] = context.scopes;
  return ids.flatMap((id) => {
    const model = context.models.get(id);
    const facts = context.facts.subjects.get(id);
    if (!model || isGone(model)) return [];
    const mayScore = whyHidden(model) === null;
    const description = rows.find((row) => row.model.id === id)?.model.description ?? "";
    return [
      { name: model.name, slug: model.slug, description, cell: overall && facts && mayScore ? scoreIn(context, overall, facts) : null },
    ];
  });
}

function scoresOf(context: BoardContext, id: string): (ScopeScore & { gain: Gain | null })[] {
  const facts = context.facts.subjects.get(id);
  const system = context.systems.get(id);
  if (!facts || !system) return [];
  return inReadingOrder(context.scopes).map((scope) => ({
    kind: scope.kind,
    key: scope.key,
    title: titleOfScope(scope),
    cell: scoreIn(context, scope, facts),
    gain: gainOf(context, scope, system),
    conflicts: conflictsIn(context, scope, id),
  }));
}
