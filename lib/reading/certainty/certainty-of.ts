import type { QuestionContent } from "@/lib/tasks/types/registry";
import fitted from "./calibration.json";
import { type CertaintyGroup, type Circumstances, certaintySigns, groupOf } from "./certainty-signs";

/** Of each group, how much a sign speaks for a verdict being right. */
export type Calibration = Readonly<Record<CertaintyGroup, { bias: number; weights: Readonly<Record<string, number>> }>>;

/** Whoever decides between two is right half the time at worst. */
const leastCertain = 0.5;

/**
 * How likely a score is the one that a careful person gives: how often scores with these signs were right on labelled answers
 * whose set neither rules nor weights had seen. Fitted by `bench/train-certainty.ts`.
 * @param learned another calibration than the fitted one
 * @returns 0.5 to 1; null for types that a model or a sandbox scores
 */
export function certaintyOf(content: QuestionContent, circumstances: Circumstances, learned: Calibration = fitted): number | null {
  const group = groupOf(content.taskType);
  // A program checks what was asked for.
  if (group === null) return content.taskType === "verifiable_instruction" ? 1 : null;
  if (circumstances.form === "empty") return 1;
  const { bias, weights } = learned[group];
  const signs = certaintySigns(content, circumstances);
  const sum = [...signs].reduce((total, [name, strength]) => total + strength * (weights[name] ?? 0), bias);
  return Math.max(leastCertain, 1 / (1 + Math.exp(-sum)));
}
