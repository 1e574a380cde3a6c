import { env } from "@/lib/env";
import { parserVersion } from "../schema";
import { taskTypeOf, taskTypes } from "../types/registry";

/** Scorers that are models, and how such a model is recorded. */
const kinds = { reward: "reward_model", verify: "verifier", embed: "embedding" } as const;

/** A model that gives scores. */
export interface Scorer {
  kind: (typeof kinds)[keyof typeof kinds];
  name: string;
}

const recorded = /^\S+ \+ (\S+) (.+)$/;

/** Names of the types that a model scores. */
export const typesScoredByModel = taskTypes.filter(({ needs }) => needs !== null && needs in kinds).map(({ name }) => name);

/** The model that scores a task of this type here; null where a rule does, or nothing is configured. */
export function scorerOf(taskType: string): Scorer | null {
  const { needs } = taskTypeOf(taskType);
  if (needs === null || needs === "sandbox") return null;
  const setting = env().SCORERS[needs];
  return setting ? { kind: kinds[needs], name: setting.model } : null;
}

/** What is recorded as the parser of a score: its version and, where a model gives the score, which one. */
export function parserOf(taskType: string): string {
  const scorer = scorerOf(taskType);
  return scorer ? `${parserVersion} + ${scorer.kind} ${scorer.name}` : parserVersion;
}

/** The model that a recorded parser names; null where it names none. */
export function scorerIn(parser: string): Scorer | null {
  const [, word, name] = recorded.exec(parser) ?? [];
  const kind = Object.values(kinds).find((one) => one === word);
  return kind !== undefined && name !== undefined ? { kind, name } : null;
}
