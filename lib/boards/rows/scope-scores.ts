import type { BoardContext } from "../board-context";
import type { SubjectFacts } from "../facts/facts";
import type { Conflict, ScopeKind } from "../schema";
import type { Cell } from "../scopes/cells";
import { inReadingOrder, titleOfScope } from "../scopes/scopes";
import { conflictsIn } from "./model-rows";
import { scoreIn } from "./standings";

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
