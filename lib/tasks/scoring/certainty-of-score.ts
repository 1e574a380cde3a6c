import { leastCertain } from "@/lib/reading/certainty/certainty-of";
import type { QuestionContent } from "../types/registry";
import { judgeAnswer } from "./judge-answer";
import { isScoredByText } from "./why-unscorable";

/** Scores that differ by less are the same. */
const tolerance = 0.001;

/**
 * How certain a score is that an older parser gave, or another program: as certain as our own where ours is the same, else
 * doubtful.
 * @returns 0.5 to 1; null for types that a model or a sandbox scores
 */
export function certaintyOfScore(content: QuestionContent, answer: string, score: number, cut = false): number | null {
  if (!isScoredByText(content.taskType)) return null;
  const own = judgeAnswer(content, answer, cut);
  return Math.abs(own.score - score) < tolerance ? own.certainty : leastCertain;
}
