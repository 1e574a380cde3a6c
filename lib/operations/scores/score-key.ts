import { canonicalKey } from "../memo/canonical-key";
import type { ScorerName } from "./score-kind";

/** SHA-256 (hex) of everything that could change a score: the kind of scorer, its model as SCORERS names it, and the thing. */
export function scoreKey(kind: ScorerName, model: string, item: unknown): string {
  return canonicalKey({ kind, model, version: 1, item });
}
