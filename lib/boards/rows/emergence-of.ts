import { isDefaultBaseline } from "@/lib/methods/registry";
import { emergence } from "@/lib/statistics/attribution/emergence";
import { type BoardContext, rememberFor } from "../board-context";
import { nameOfAnswers, type SubjectFacts, type TaskFact } from "../facts/facts";
import type { Emergence } from "../schema";
import type { Scope } from "../scopes/scopes";
import type { BoardSystem } from "../subjects";
import { type QuestionScores, questionScores } from "./question-scores";

/**
 * How many of the questions that every member alone fails a system solves, beside what guessing would; of answers only that
 * are right or wrong. The overall scope counts every task of the split, those outside the means too. A guess is among the
 * options that no member chose, so members who fail in many ways make it easier; a free answer cannot be guessed.
 * @returns null for the best single model, while a member has not answered, and where no question was failed by all
 */
export function emergenceOf(context: BoardContext, scope: Scope, system: BoardSystem): Emergence | null {
  const own = context.facts.subjects.get(system.id);
  const members = system.memberIds.map((id) => context.facts.subjects.get(id)).filter((facts) => facts !== undefined);
  if (isDefaultBaseline(system.method) || !own || members.length === 0 || members.length < system.memberIds.length) return null;
  const tasks = scope.kind === "overall" ? context.facts.tasks : scope.tasks;
  const [owner] = tasks.flatMap((task) => own.answers.get(task.id) ?? []);
  if (!owner) return null;
  const names = tasks.flatMap((task) => [own, ...members].map((subject) => nameOfAnswers(subject.answers.get(task.id))));
  return rememberFor(owner, `emergence ${names.join()}`, () => compute(context, tasks, own, members));
}

function compute(context: BoardContext, tasks: readonly TaskFact[], own: SubjectFacts, members: readonly SubjectFacts[]): Emergence | null {
  const failed = questionScores(tasks, own, null, members).filter(
    (scores) =>
      (scores.own === 0 || scores.own === 1) && scores.members.length === members.length && scores.members.every((score) => score === 0),
  );
  if (failed.length === 0) return null;
  const { mean, n, low, high, chance, p } = emergence(
    failed.map((scores) => scores.own),
    failed.map((scores) => chanceOf(context, scores, members)),
  );
  return { solved: Math.round(mean * n), n, rate: mean, interval: [low, high], chance, p };
}

/** Chance of guessing right among the options that no member chose; 0 where there is nothing to choose from. */
function chanceOf({ choices }: BoardContext, { task, position }: QuestionScores, members: readonly SubjectFacts[]): number {
  const options = choices.options.get(task)?.get(position);
  if (options === undefined) return 0;
  const chosen = members.flatMap((member) => {
    const answers = member.answers.get(task.id);
    return (answers && choices.wrong.get(answers)?.get(position)) ?? [];
  });
  return 1 / Math.max(1, options - new Set(chosen).size);
}
