import type { SubjectFacts, TaskFact } from "../facts/facts";

/** How the answers to one question compare, from 0 (wrong) to 1 (right). */
export interface QuestionScores {
  task: TaskFact;
  position: number;
  /** Of the model or system whose page it is. */
  own: number;
  /** Of the best single model; null where it did not answer. */
  baseline: number | null;
  /** Of each member alone, where it answered. */
  members: number[];
}

/** Scores per question of a subject on some tasks, beside those of its baseline and of its members alone. */
export function questionScores(
  tasks: readonly TaskFact[],
  subject: SubjectFacts,
  baseline: SubjectFacts | null,
  members: readonly SubjectFacts[],
): QuestionScores[] {
  return tasks.flatMap((task) => {
    const answers = subject.answers.get(task.id);
    if (!answers) return [];
    const baselineAt = scoresByPosition(baseline, task);
    const membersAt = members.map((member) => scoresByPosition(member, task));
    return answers.positions.map((position, place) => ({
      task,
      position,
      own: answers.scores[place] ?? 0,
      baseline: baselineAt.get(position) ?? null,
      members: membersAt.map((scores) => scores.get(position)).filter((score) => score !== undefined),
    }));
  });
}

function scoresByPosition(subject: SubjectFacts | null, task: TaskFact): Map<number, number> {
  const answers = subject?.answers.get(task.id);
  return new Map(answers?.positions.map((position, place) => [position, answers.scores[place] ?? 0]));
}
