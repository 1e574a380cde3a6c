import { taskTypeOf } from "../types/registry";
import type { Scorers } from "./scorers";

/** What is missing where a scorer is. */
const missing: Record<keyof Scorers, string> = {
  reward: "no reward endpoint is configured. Name one in SCORERS (reward)",
  verify: "no verifier endpoint is configured. Name one in SCORERS (verify)",
  embed: "no embedding endpoint is configured. Name one in SCORERS (embed)",
  sandbox: "this installation has no sandbox, and programs that models wrote never run outside of one",
};

/** Whether answers of this type are scored by their text alone, so that methods may learn from scores on dev without a scorer. */
export function isScoredByText(taskType: string): boolean {
  return taskTypeOf(taskType).needs === null;
}

/**
 * Why answers of this type cannot be scored here; null when they can.
 * @param scorers those that there are, or whether there are any
 */
export function whyUnscorable(taskType: string, scorers: Scorers | Record<keyof Scorers, boolean>): string | null {
  const { needs } = taskTypeOf(taskType);
  return needs !== null && !scorers[needs] ? `It cannot be scored here, because ${missing[needs]}.` : null;
}
