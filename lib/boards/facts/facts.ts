import type { Doubts } from "@/lib/results/schema";
import type { Domain } from "@/lib/tasks/schema";

/** What the database holds about one split, before anything is computed or hidden. */

/** The scored answers of one run to one task, ordered by the question's position. */
export interface Answers {
  runId: string;
  runNumber: number;
  finished: boolean;
  positions: number[];
  /** 0 to 1, same order as `positions`. */
  scores: number[];
  /** Answers that the parser could not read. */
  unreadable: number;
  /** Answers that ended at the limit of tokens; null unless it is known of every answer. */
  cut: number | null;
  /** Mean score by the rules of MoCo; null unless every answer has one. */
  mocoScore: number | null;
  /** How far doubtful verdicts could move the score; null unless the certainty of every verdict is known. */
  doubts: Doubts | null;
}

let last = 0;
const names = new WeakMap<Answers, number>();

/** A number for these very answers: equal for the same object only, so that what was computed from it can be found again. */
export function nameOfAnswers(answers: Answers | undefined): number {
  if (!answers) return 0;
  const name = names.get(answers) ?? ++last;
  names.set(answers, name);
  return name;
}

export interface TaskFact {
  id: string;
  slug: string;
  title: string;
  domain: Domain;
  taskType: string;
  /** Whether it comes with the portal. */
  example: boolean;
  /** Questions of the split. */
  questions: number;
  /** Expected score of guessing, 0 to 1. */
  chance: number;
}

/** Everything that one model or system answered on one split. */
export interface SubjectFacts {
  id: string;
  kind: "individual" | "system";
  /** Tasks that its runs cover or will cover. */
  planned: Set<string>;
  /** By task. */
  answers: Map<string, Answers>;
  /** Runs that ended without a result that counts. */
  failedRuns: number;
  /** Tasks whose answers are left out of this view because their scores are flagged. */
  leftOut?: ReadonlySet<string>;
}

export interface Facts {
  tasks: TaskFact[];
  /** By model or system. */
  subjects: Map<string, SubjectFacts>;
}

/** Whether `candidate` should stand for a task instead of `present`: finished first, then more answers, then the later run. */
export function isBetterEvidence(candidate: Answers, present: Answers): boolean {
  if (candidate.finished !== present.finished) return candidate.finished;
  if (candidate.scores.length !== present.scores.length) return candidate.scores.length > present.scores.length;
  return candidate.runNumber > present.runNumber;
}
