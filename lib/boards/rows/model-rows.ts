import { whyHidden } from "@/lib/consent/visibility";
import type { BoardContext } from "../board-context";
import type { BoardRow, Conflict, Hidden, ModelStanding } from "../schema";
import { partsOf, type Scope } from "../scopes/scopes";
import type { BoardModel } from "../subjects";
import { type Standing, scoreIn, standingsIn } from "./standings";

export interface Rows<Row> {
  rows: BoardRow<Row>[];
  hidden: Hidden[];
}

/** The models that may be shown, each with its score and place in the scope. */
export function modelRows(context: BoardContext, scope: Scope): Rows<ModelStanding> {
  const { standings, hidden } = standingsIn(context, scope, context.models.values(), whyHidden);
  return { rows: standings.map((standing) => modelRow(context, scope, standing)), hidden };
}

function modelRow(context: BoardContext, scope: Scope, standing: Standing<BoardModel>) {
  const { subject: model } = standing;
  return {
    ...commonColumns(context, scope, standing),
    kind: "individual" as const,
    name: model.name,
    slug: model.slug,
    url: `/models/${model.slug}`,
    answersUrl: answersUrl(`/models/${model.slug}/answers`, context, scope),
    hubId: model.hubId,
    commit: model.commit,
    weightsHash: model.weightsHash,
    baseModel: model.baseModel,
    parameters: model.parameters,
    license: model.license,
    contributor: model.contributor,
  };
}

/** What models and systems have in common. */
export function commonColumns<Subject>(context: BoardContext, scope: Scope, { cell, rank, facts }: Standing<Subject>) {
  const parts = partsOf(scope, context.scopes).map((part) => [part.key, scoreIn(context, part, facts)] as const);
  return {
    ...cell,
    scope: scope.kind,
    task: scope.kind === "task" ? scope.key : "all",
    domain: scope.domain,
    split: context.split,
    rank,
    conflicts: conflictsIn(context, scope, facts.id),
    parts: Object.fromEntries(parts),
  };
}

/** Flags on the scores that a score in this scope is made of. */
export function conflictsIn(context: BoardContext, scope: Scope, subjectId: string): Conflict[] {
  const all = context.conflicts.get(subjectId) ?? [];
  return all.length === 0 ? [] : all.filter((conflict) => scope.tasks.some((task) => task.slug === conflict.task));
}

/** Where the answers behind a score are listed. */
export function answersUrl(path: string, context: BoardContext, scope: Scope): string {
  const query = new URLSearchParams({ split: context.split });
  if (scope.kind !== "overall") query.set(scope.kind, scope.key);
  return `${path}?${query}`;
}
