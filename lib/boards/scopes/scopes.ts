import { domainTitles } from "@/lib/tasks/labels";
import { type Domain, domains } from "@/lib/tasks/schema";
import type { Facts, SubjectFacts, TaskFact } from "../facts/facts";
import type { ScopeKind } from "../schema";
import { type Cell, meanCell, taskCell } from "./cells";

/** What a score is taken over: one task, the tasks of a domain, or the domains. */
export interface Scope {
  kind: ScopeKind;
  /** "overall", a domain, or a task's slug. */
  key: string;
  domain: Domain | null;
  tasks: TaskFact[];
}

/**
 * The tasks that a board averages: this installation's own as soon as one of them was run, and before that the examples that
 * come with the portal.
 */
function boardTasks(facts: Facts): TaskFact[] {
  const own = widelyRun(facts, ({ example }) => !example);
  return own.length > 0 ? own : widelyRun(facts, ({ example }) => example);
}

/**
 * The tasks of a kind that at least half of the models and systems with a run on the kind cover: one that was added yesterday for one
 * model must not take everybody's mean away.
 */
function widelyRun(facts: Facts, isOfKind: (task: TaskFact) => boolean): TaskFact[] {
  const tasks = facts.tasks.filter(isOfKind);
  const subjects = [...facts.subjects.values()].filter(({ planned }) => tasks.some(({ id }) => planned.has(id)));
  const coverage = (task: TaskFact) => subjects.filter((subject) => subject.planned.has(task.id)).length;
  return tasks.filter((task) => subjects.length > 0 && coverage(task) * 2 >= subjects.length);
}

/** Every scope of a board, in reading order. Tasks outside the means still have a scope of their own. */
export function scopesOf(facts: Facts): Scope[] {
  const common = boardTasks(facts);
  const byDomain = domains
    .map((domain): Scope => ({ kind: "domain", key: domain, domain, tasks: common.filter((task) => task.domain === domain) }))
    .filter((scope) => scope.tasks.length > 0);
  const single = facts.tasks.map((task): Scope => ({ kind: "task", key: task.slug, domain: task.domain, tasks: [task] }));
  return [{ kind: "overall", key: "overall", domain: null, tasks: common }, ...byDomain, ...single];
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

/** The scopes that are averaged to a scope's score: domains of all, tasks of a domain, nothing for a task. */
export function partsOf(scope: Scope, scopes: readonly Scope[]): Scope[] {
  if (scope.kind === "task") return [];
  if (scope.kind === "overall") return scopes.filter((other) => other.kind === "domain");
  return scopes.filter((other) => other.kind === "task" && scope.tasks.some((task) => task.slug === other.key));
}

/** What a task counts in a scope's score: domains count the same, and tasks within their domain. */
export function weightOf(task: TaskFact, scope: Scope): number {
  const ofDomain = scope.tasks.filter((other) => other.domain === task.domain).length;
  return 1 / ofDomain / new Set(scope.tasks.map((other) => other.domain)).size;
}

/** Score of a subject in a scope, or null while it has not answered every task of it: means over other tasks are not comparable. */
export function cellIn(scope: Scope, subject: SubjectFacts): Cell | null {
  if (scope.kind !== "overall") {
    const cells = scope.tasks.map((task) => cellOfTask(task, subject)).filter((cell) => cell !== null);
    if (cells.length === 0 || cells.length < scope.tasks.length) return null;
    return scope.kind === "task" ? (cells[0] ?? null) : meanCell(cells);
  }
  const byDomain = domains
    .map((domain): Scope => ({ kind: "domain", key: domain, domain, tasks: scope.tasks.filter((task) => task.domain === domain) }))
    .filter((part) => part.tasks.length > 0)
    .map((part) => cellIn(part, subject));
  const cells = byDomain.filter((cell) => cell !== null);
  return cells.length > 0 && cells.length === byDomain.length ? meanCell(cells) : null;
}

function cellOfTask(task: TaskFact, subject: SubjectFacts): Cell | null {
  const answers = subject.answers.get(task.id);
  return answers && answers.scores.length > 0 ? taskCell(answers, task.chance) : null;
}
