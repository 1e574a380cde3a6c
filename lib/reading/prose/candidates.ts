import { evidenceForNothing } from "./answer-evidence";
import { evidenceFor } from "./evidence";
import type { Scene } from "./scene";
import type { Candidate } from "./weigh";

/** Key of the candidate that the answer commits to nothing. */
export const nothingKey = "nothing";

/** The mentions of an answer as candidates, and behind them that it commits to nothing. */
export function candidatesOf(scene: Scene): Candidate[] {
  return [
    ...scene.mentions.map((mention) => ({ key: mention.key, evidence: evidenceFor(mention, scene) })),
    { key: nothingKey, evidence: evidenceForNothing(scene).map((name) => `nothing: ${name}`) },
  ];
}
