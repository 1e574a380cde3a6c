import { intervalRankBands } from "@/lib/statistics/ranks/interval-rank-bands";
import { type Part, rankBands } from "@/lib/statistics/ranks/rank-bands";
import type { SubjectFacts } from "../facts/facts";
import type { Cell } from "../scopes/cells";
import { type Scope, weightOf } from "../scopes/scopes";

export interface Contender {
  subject: SubjectFacts;
  cell: Cell;
}

/** Above this, comparing every pair question by question costs more than it tells. */
const pairableRows = 150;

/**
 * Bands of places of everyone in a scope, in the given order. Where all answered the same questions they are compared
 * question by question (McNemar, Holm), and on the mean over tasks where that is the score; otherwise only intervals that do
 * not overlap separate two rows.
 */
export function rankStandings(scope: Scope, contenders: readonly Contender[]): [number, number][] {
  const rows = contenders.length <= pairableRows ? sameQuestions(scope, contenders) : null;
  const bands = rows
    ? rankBands(rows, partsOf(scope, contenders[0]?.subject))
    : intervalRankBands(contenders.map(({ cell }) => ({ low: cell.interval[0], high: cell.interval[1] })));
  return bands.map((band) => [band.low, band.high]);
}

/** One row of scores per contender, or null when they did not answer the same questions. */
function sameQuestions(scope: Scope, contenders: readonly Contender[]): number[][] | null {
  const signature = (subject: SubjectFacts) => scope.tasks.map((task) => subject.answers.get(task.id)?.positions.join(",") ?? "").join("|");
  const [first] = contenders;
  if (!first) return [];
  const expected = signature(first.subject);
  if (contenders.some((contender) => signature(contender.subject) !== expected)) return null;
  return contenders.map(({ subject }) => scope.tasks.flatMap((task) => subject.answers.get(task.id)?.scores ?? []));
}

/** What a mean over tasks is made of; nothing for a single task. All contenders answered as many questions of each. */
function partsOf(scope: Scope, subject: SubjectFacts | undefined): Part[] {
  if (scope.tasks.length < 2) return [];
  return scope.tasks.map((task) => ({ questions: subject?.answers.get(task.id)?.scores.length ?? 0, weight: weightOf(task, scope) }));
}
