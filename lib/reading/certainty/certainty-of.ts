import fitted from "./calibration.json";
import { type Circumstances, certaintySigns } from "./certainty-signs";

/** Of each kind of verdict, how much a sign speaks for its being right. */
export type Calibration = Readonly<Record<Circumstances["kind"], { bias: number; weights: Readonly<Record<string, number>> }>>;

/** Whoever decides between two is right half the time at worst. */
export const leastCertain = 0.5;

/**
 * How likely a score is the one that a careful person gives: how often scores with these signs were right on labelled answers
 * whose set neither rules nor weights had seen. Fitted by `bench/reading/train-certainty.ts`.
 * @param learned another calibration than the fitted one
 * @returns 0.5 to 1
 */
export function certaintyOf(circumstances: Circumstances, learned: Calibration = fitted): number {
  if (circumstances.form === "empty") return 1;
  const { bias, weights } = learned[circumstances.kind];
  const sum = [...certaintySigns(circumstances)].reduce((total, [name, strength]) => total + strength * (weights[name] ?? 0), bias);
  return Math.max(leastCertain, 1 / (1 + Math.exp(-sum)));
}
