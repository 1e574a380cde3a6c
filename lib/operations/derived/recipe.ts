import { canonicalKey } from "../memo/canonical-key";
import type { ServedModel } from "../served-model";

/** Raised when the programs make other weights of equal recipes. */
const recipeVersion = 1;

/** Everything that decides which weights come out: the operation's spec with the weights of each model that it names. */
export interface Recipe {
  version: number;
  operation: "merge" | "train";
  /** Labels are names; what counts are the weights behind them. */
  weights: Record<string, string>;
  spec: unknown;
}

/** @param models those that the spec names, by label */
export function recipeOf(operation: Recipe["operation"], spec: unknown, models: ReadonlyMap<string, ServedModel>): Recipe {
  const weights = Object.fromEntries([...models].map(([label, { weightsHash }]) => [label, weightsHash]));
  return { version: recipeVersion, operation, weights, spec };
}

/** SHA-256 (hex). */
export function recipeKey(recipe: Recipe): string {
  return canonicalKey(recipe);
}
