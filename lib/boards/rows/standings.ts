import type { BoardContext } from "../board-context";
import { rememberFor } from "../board-context";
import type { SubjectFacts } from "../facts/facts";
import type { Hidden } from "../schema";
import type { Cell } from "../scopes/cells";
import { cellIn, type Scope } from "../scopes/scopes";
import { rankStandings } from "./rank-standings";

/** One model or system with its score and its band of places in a scope. */
export interface Standing<Subject> {
  subject: Subject;
  facts: SubjectFacts;
  cell: Cell;
  rank: [number, number];
}

export interface Standings<Subject> {
  standings: Standing<Subject>[];
  hidden: Hidden[];
}

/** Places everyone who may be shown and has a score in the scope, and counts all others by reason. */
export function standingsIn<Subject extends { id: string }>(
  context: BoardContext,
  scope: Scope,
  subjects: Iterable<Subject>,
  whyHidden: (subject: Subject) => Hidden["reason"] | null,
): Standings<Subject> {
  const counts = new Map<Hidden["reason"], number>();
  const contenders: { subject: Subject; facts: SubjectFacts; cell: Cell }[] = [];
  for (const subject of subjects) {
    const facts = context.facts.subjects.get(subject.id);
    const cell = facts ? scoreIn(context, scope, facts) : null;
    const reason = whyHidden(subject) ?? whyWithoutScore(facts, cell);
    if (facts && cell && reason === null) contenders.push({ subject, facts, cell });
    else if (reason) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  const ids = contenders.map((contender) => contender.facts.id).join();
  const bands = rememberFor(context.facts, `rank ${scope.kind} ${scope.key} ${ids}`, () =>
    rankStandings(
      scope,
      contenders.map(({ facts, cell }) => ({ subject: facts, cell })),
    ),
  );
  return {
    standings: contenders.map((contender, place) => ({ ...contender, rank: bands[place] ?? [1, contenders.length] })),
    hidden: [...counts].map(([reason, count]) => ({ reason, count })),
  };
}

/** A subject's score in a scope, computed once for as long as the answers stay the same. */
export function scoreIn(context: BoardContext, scope: Scope, subject: SubjectFacts): Cell | null {
  const cells = rememberFor(context.facts, `cells ${scope.kind} ${scope.key}`, () => new Map<SubjectFacts, Cell | null>());
  const present = cells.get(subject);
  if (present !== undefined) return present;
  const cell = cellIn(scope, subject);
  cells.set(subject, cell);
  return cell;
}

function whyWithoutScore(facts: SubjectFacts | undefined, cell: Cell | null): Hidden["reason"] | null {
  if (cell) return null;
  if (facts?.leftOut && facts.leftOut.size > 0) return "flagged";
  if (!facts) return "no_results";
  if (facts.answers.size > 0) return "incomplete";
  return facts.failedRuns > 0 && facts.planned.size === 0 ? "failed" : "no_results";
}
