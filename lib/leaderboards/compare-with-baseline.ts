import { detectableDifference } from "@/lib/statistics/detectable-difference";
import { pairedDifference } from "@/lib/statistics/paired-difference";
import { type Domain, domains } from "@/lib/tasks/schema";
import { type Estimate, meanOfEstimates } from "./cells";
import type { Answers, SubjectFacts, TaskFact } from "./facts";
import type { Scope } from "./scopes";

/** A system against its baseline on the questions that both answered. */
export interface PairedComparison {
  difference: number;
  interval: [number, number];
  n: number;
  wins: number;
  losses: number;
  /** Exact McNemar test over all questions, two-sided. */
  p: number;
  /** Difference that would be found with 80 % power at 5 %. */
  detectable: number;
  soFar: boolean;
}

interface TaskPairs {
  domain: Domain;
  ours: number[];
  theirs: number[];
  soFar: boolean;
}

/**
 * Paired difference over a scope, weighted as the scope's score is: each task of a domain and each domain counts the
 * same. Intervals of the tasks (paired bootstrap) combine as in `meanOfEstimates`.
 * @returns null when a task of the scope has no question in common
 */
export function compareOn(scope: Scope, ours: SubjectFacts, theirs: SubjectFacts): PairedComparison | null {
  const tasks = scope.tasks.map((task) => pairsOf(task, ours, theirs)).filter((pairs) => pairs !== null);
  if (tasks.length === 0 || tasks.length < scope.tasks.length) return null;
  const byDomain = domains.map((domain) => tasks.filter((task) => task.domain === domain)).filter((group) => group.length > 0);
  const estimate = meanOfEstimates(byDomain.map((group) => meanOfEstimates(group.map(taskEstimate))));
  const whole = pairedDifference(
    tasks.flatMap((task) => task.ours),
    tasks.flatMap((task) => task.theirs),
  );
  const discordant = (whole.wins + whole.losses) / whole.n;
  return {
    difference: estimate.value,
    interval: [estimate.interval[0], estimate.interval[1]],
    n: whole.n,
    wins: whole.wins,
    losses: whole.losses,
    p: whole.p,
    detectable: detectableDifference(whole.n, discordant > 0 ? discordant : undefined),
    soFar: tasks.some((task) => task.soFar),
  };
}

function taskEstimate(task: TaskPairs): Estimate {
  const { difference, low, high } = pairedDifference(task.ours, task.theirs);
  return { value: difference, interval: [low, high] };
}

function pairsOf(task: TaskFact, ours: SubjectFacts, theirs: SubjectFacts): TaskPairs | null {
  const left = ours.answers.get(task.id);
  const right = theirs.answers.get(task.id);
  if (!left || !right) return null;
  const scoreAt = byPosition(right);
  const pairs = left.positions.flatMap((position, place) => {
    const score = left.scores[place];
    const other = scoreAt.get(position);
    return score === undefined || other === undefined ? [] : [{ score, other }];
  });
  if (pairs.length === 0) return null;
  return {
    domain: task.domain,
    ours: pairs.map((pair) => pair.score),
    theirs: pairs.map((pair) => pair.other),
    soFar: !left.finished || !right.finished,
  };
}

function byPosition(answers: Answers): Map<number, number> {
  return new Map(answers.positions.map((position, place) => [position, answers.scores[place] ?? 0]));
}
