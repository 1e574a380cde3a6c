import type { QuestionScores } from "@/lib/boards/rows/question-scores";
import type { Outcome } from "./schema";

const tests: Record<Outcome, (scores: QuestionScores) => boolean> = {
  "system-better": (scores) => scores.baseline !== null && scores.own > scores.baseline,
  "single-better": (scores) => scores.baseline !== null && scores.own < scores.baseline,
  emergent: (scores) => scores.own === 1 && scores.members.length > 0 && scores.members.every((score) => score < 1),
  lost: (scores) => scores.own < 1 && scores.members.some((score) => score === 1),
  right: (scores) => scores.own === 1,
  wrong: (scores) => scores.own < 1,
};

export function hasOutcome(scores: QuestionScores, outcome: Outcome | undefined): boolean {
  return outcome === undefined || tests[outcome](scores);
}

export function countOutcomes(all: readonly QuestionScores[]): Record<Outcome, number> {
  const count = (outcome: Outcome) => all.filter(tests[outcome]).length;
  return {
    "system-better": count("system-better"),
    "single-better": count("single-better"),
    emergent: count("emergent"),
    lost: count("lost"),
    right: count("right"),
    wrong: count("wrong"),
  };
}
