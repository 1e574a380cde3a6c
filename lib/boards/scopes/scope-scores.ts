import { domainTitles } from "@/lib/tasks/labels";
import type { BoardContext } from "../board-context";
import type { SubjectFacts } from "../facts/facts";
import type { Cell } from "../rows/cells";
import { conflictsIn } from "../rows/individual-rows";
import { scoreIn } from "../rows/standings";
import type { Conflict, ScopeKind } from "../schema";
import type { Scope } from "./scopes";

/** A subject's score in one scope, for the tables of its own page. */
export interface ScopeScore {
  kind: ScopeKind;
  key: string;
  title: string;
  cell: Cell | null;
  conflicts: Conflict[];
}

/** Scores in reading order: everything, then each domain followed by its tasks. */
export function scopeScores(context: BoardContext, subject: SubjectFacts): ScopeScore[] {
  return inReadingOrder(context.scopes).map((scope) => ({
    kind: scope.kind,
    key: scope.key,
    title: titleOfScope(scope),
    cell: scoreIn(context, scope, subject),
    conflicts: conflictsIn(context, scope, subject.id),
  }));
}

/** Everything, then each domain followed by its tasks; tasks outside the means at the end of their domain. */
export function inReadingOrder(scopes: readonly Scope[]): Scope[] {
  const byDomain = Map.groupBy(
    scopes.filter((scope) => scope.kind !== "overall"),
    (scope) => scope.domain,
  );
  return [...scopes.filter((scope) => scope.kind === "overall"), ...[...byDomain.values()].flat()];
}

export function titleOfScope(scope: Scope): string {
  if (scope.kind === "task") return scope.tasks[0]?.title ?? scope.key;
  return scope.domain ? domainTitles[scope.domain] : "All tasks";
}
