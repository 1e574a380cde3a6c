import { findMethod, isDefaultBaseline } from "@/lib/methods/registry";
import { type BoardContext, rememberFor } from "../board-context";
import type { Gain, SystemStanding } from "../schema";
import type { Scope } from "../scopes/scopes";
import { type BoardSystem, whySystemHidden } from "../subjects";
import { chooseBaseline } from "./choose-baseline";
import { compareOn } from "./compare-with-baseline";
import { emergenceOf } from "./emergence-of";
import { answersUrl, commonColumns, type Rows } from "./model-rows";
import { type Standing, scoreIn, standingsIn } from "./standings";

/** The systems that may be shown, each with its score, its place and what it gains over the best single model of its pool. */
export function systemRows(context: BoardContext, scope: Scope): Rows<SystemStanding> {
  const { standings, hidden } = standingsIn(context, scope, context.systems.values(), (system) => whySystemHidden(system, context.models));
  return { rows: standings.map((standing) => systemRow(context, scope, standing)), hidden };
}

function systemRow(context: BoardContext, scope: Scope, standing: Standing<BoardSystem>) {
  const { subject: system } = standing;
  const members = system.memberIds.map((id) => context.models.get(id)).filter((model) => model !== undefined);
  return {
    ...commonColumns(context, scope, standing),
    kind: "system" as const,
    name: system.name,
    slug: system.slug,
    url: `/systems/${system.slug}`,
    answersUrl: answersUrl(`/systems/${system.slug}/answers`, context, scope),
    method: system.method,
    methodName: findMethod(system.method)?.name ?? system.method,
    isBaseline: isDefaultBaseline(system.method),
    members: members.map(({ name, slug }) => ({ name, slug })),
    poolSize: members.length,
    pool: system.poolDigest.slice(0, 12),
    gain: gainOf(context, scope, system),
    emergence: emergenceOf(context, scope, system),
  };
}

/** What a system gains over the best single model of its pool; null for that baseline itself and while it is unknown. */
export function gainOf(context: BoardContext, scope: Scope, system: BoardSystem): Gain | null {
  if (isDefaultBaseline(system.method)) return null;
  const ours = context.facts.subjects.get(system.id);
  const baseline = chooseBaseline(system, context);
  if (!ours || !baseline) return null;
  const cell = scoreIn(context, scope, baseline.subject);
  const key = `gain ${scope.kind} ${scope.key} ${system.id} ${baseline.subject.id}`;
  const comparison = rememberFor(context.facts, key, () => compareOn(scope, ours, baseline.subject));
  if (!cell || !comparison) return null;
  const { model, chosenBy } = baseline;
  return { baseline: { name: model.name, slug: model.slug }, chosenBy, baselineScore: cell.score, ...comparison };
}
