import { whyHidden } from "@/lib/consent/visibility";
import { type BoardContext, rememberFor } from "./board-context";
import type { Facts, SubjectFacts } from "./facts/facts";
import { scopesOf } from "./scopes/scopes";
import { whySystemHidden } from "./subjects";

/**
 * The same board without flagged scores. Means are then taken over the tasks on which nobody who is shown is flagged, so
 * that whoever declares training data loses no place for having said so.
 */
export function withoutFlagged(context: BoardContext): BoardContext {
  const flagged = flaggedTasks(context);
  const signature = [...flagged]
    .map(([id, tasks]) => `${id}:${[...tasks].sort().join(",")}`)
    .sort()
    .join(" ");
  const facts = rememberFor(context.facts, `without ${signature}`, () => leaveOut(context.facts, flagged));
  const uncommon = new Set([...flagged.values()].flatMap((tasks) => [...tasks]));
  const scopes = scopesOf(context.facts)
    .map((scope) => (scope.kind === "task" ? scope : { ...scope, tasks: scope.tasks.filter((task) => !uncommon.has(task.id)) }))
    .filter((scope) => scope.kind !== "domain" || scope.tasks.length > 0);
  return { ...context, facts, scopes };
}

/** How many scores of visible models and systems carry a flag, and on how many tasks. */
export function countFlagged(context: BoardContext): { scores: number; tasks: number } {
  const flagged = flaggedTasks(context);
  const tasks = [...flagged.values()].flatMap((one) => [...one]);
  return { scores: tasks.length, tasks: new Set(tasks).size };
}

/** Ids of tasks with an answered, flagged score, by visible subject. */
function flaggedTasks(context: BoardContext): Map<string, Set<string>> {
  const { models, systems, facts, conflicts } = context;
  const visible = [
    ...[...models.values()].filter((model) => whyHidden(model) === null),
    ...[...systems.values()].filter((system) => whySystemHidden(system, models) === null),
  ];
  const idOf = new Map(facts.tasks.map((task) => [task.slug, task.id]));
  const entries = visible.map(({ id }): [string, Set<string>] => {
    const ids = (conflicts.get(id) ?? []).flatMap((conflict) => idOf.get(conflict.task) ?? []);
    return [id, new Set(ids.filter((task) => facts.subjects.get(id)?.answers.has(task)))];
  });
  return new Map(entries.filter(([, tasks]) => tasks.size > 0));
}

function leaveOut(facts: Facts, flagged: ReadonlyMap<string, ReadonlySet<string>>): Facts {
  const subjects = [...facts.subjects].map(([id, subject]): [string, SubjectFacts] => {
    const tasks = flagged.get(id);
    if (!tasks) return [id, subject];
    return [id, { ...subject, answers: new Map([...subject.answers].filter(([task]) => !tasks.has(task))), leftOut: tasks }];
  });
  return { tasks: facts.tasks, subjects: new Map(subjects) };
}
