import { mean } from "@/lib/statistics/numerics/mean";
import type { PreparedQuestion } from "@/lib/tasks/schema";

/** Members by their places, from 0, and who is best at what. */
export interface Standing {
  /** On all questions. */
  best: number;
  /** On a question with these scores: by them, then by the mean on its task, then on all questions, then the first. */
  bestOf(question: PreparedQuestion, own: Scores): number;
}

/** Scores of all members on one question; null for one that was not tried on it. */
type Scores = readonly (number | null)[];

/** Who stands how, from scores of `size` members on each question. Ties are no matter of a member's place while anything else tells. */
export function standingOf(questions: readonly PreparedQuestion[], scores: readonly Scores[], size: number): Standing {
  const members = Array.from({ length: size }, (_, member) => member);
  const meanWhere = (isMeant: (question: PreparedQuestion) => boolean) =>
    members.map((member) => {
      const own = questions.flatMap((question, place) => (isMeant(question) ? (scores[place]?.[member] ?? []) : []));
      return own.length === 0 ? null : mean(own);
    });
  const overall = meanWhere(() => true);
  const onTask = new Map([...new Set(questions.map(({ taskId }) => taskId))].map((id) => [id, meanWhere(({ taskId }) => taskId === id)]));
  const first = (better: (one: number, other: number) => number) => members.toSorted(better)[0] ?? 0;
  return {
    best: first(by(overall)),
    bestOf: ({ taskId }, own) =>
      first((one, other) => by(own)(one, other) || by(onTask.get(taskId) ?? [])(one, other) || by(overall)(one, other)),
  };
}

/** Higher values first; who was not tried comes last. */
function by(values: Scores) {
  return (one: number, other: number) => {
    const [here, there] = [values[one] ?? Number.NEGATIVE_INFINITY, values[other] ?? Number.NEGATIVE_INFINITY];
    return here === there ? 0 : there - here;
  };
}
