import type { PairedDifference } from "@/lib/statistics/schema";
import { detectableDifference } from "@/lib/statistics/tests/detectable-difference";
import { exactMcNemar } from "@/lib/statistics/tests/mcnemar";
import { pairedDifference } from "@/lib/statistics/tests/paired-difference";
import { type Domain, domains } from "@/lib/tasks/schema";
import type { Answers, SubjectFacts, TaskFact } from "../facts/facts";
import { type Estimate, meanOfEstimates } from "../scopes/cells";
import type { Scope } from "../scopes/scopes";

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

interface TaskComparison extends PairedDifference {
  domain: Domain;
  soFar: boolean;
}

/**
 * Paired difference over a scope, weighted as the scope's score is: each task of a domain and each domain counts the
 * same. Intervals of the tasks (paired bootstrap) combine as in `meanOfEstimates`.
 * @returns null when a task of the scope has no question in common
 */
export function compareOn(scope: Scope, ours: SubjectFacts, theirs: SubjectFacts): PairedComparison | null {
  const tasks = scope.tasks.map((task) => compareTask(task, ours, theirs)).filter((task) => task !== null);
  if (tasks.length === 0 || tasks.length < scope.tasks.length) return null;
  const byDomain = domains.map((domain) => tasks.filter((task) => task.domain === domain)).filter((group) => group.length > 0);
  const estimate = meanOfEstimates(byDomain.map((group) => meanOfEstimates(group.map(estimateOf))));
  const sum = (read: (task: TaskComparison) => number) => tasks.reduce((total, task) => total + read(task), 0);
  const [n, wins, losses] = [sum((task) => task.n), sum((task) => task.wins), sum((task) => task.losses)];
  const discordant = (wins + losses) / n;
  return {
    difference: estimate.value,
    interval: [estimate.interval[0], estimate.interval[1]],
    n,
    wins,
    losses,
    p: exactMcNemar(wins, losses),
    detectable: detectableDifference(n, discordant > 0 ? discordant : undefined),
    soFar: tasks.some((task) => task.soFar),
  };
}

function estimateOf({ difference, low, high }: TaskComparison): Estimate {
  return { value: difference, interval: [low, high] };
}

/** Resampling is the costly part, and every scope of a board asks for the same pairs of answers again. */
const known = new WeakMap<Answers, WeakMap<Answers, PairedDifference | null>>();

function compareTask(task: TaskFact, ours: SubjectFacts, theirs: SubjectFacts): TaskComparison | null {
  const left = ours.answers.get(task.id);
  const right = theirs.answers.get(task.id);
  if (!left || !right) return null;
  const ofLeft = known.get(left) ?? new WeakMap<Answers, PairedDifference | null>();
  known.set(left, ofLeft);
  const present = ofLeft.get(right);
  const paired = present === undefined ? pairAnswers(left, right) : present;
  ofLeft.set(right, paired);
  return paired && { ...paired, domain: task.domain, soFar: !left.finished || !right.finished };
}

/** Null when the two have no question in common. */
function pairAnswers(left: Answers, right: Answers): PairedDifference | null {
  const scoreAt = new Map(right.positions.map((position, place) => [position, right.scores[place]]));
  const pairs = left.positions.flatMap((position, place) => {
    const score = left.scores[place];
    const other = scoreAt.get(position);
    return score === undefined || other === undefined ? [] : [{ score, other }];
  });
  if (pairs.length === 0) return null;
  return pairedDifference(
    pairs.map((pair) => pair.score),
    pairs.map((pair) => pair.other),
  );
}
