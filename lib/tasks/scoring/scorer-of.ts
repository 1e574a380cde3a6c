import { env } from "@/lib/env";
import { parserVersion, type TaskType } from "../schema";

/** A model that gives scores. */
export interface Scorer {
  kind: "reward_model" | "verifier" | "embedding";
  name: string;
}

const recorded = /^\S+ \+ (reward_model|verifier|embedding) (.+)$/;

/** The model that scores a task of this type here; null where a rule does, or nothing is configured. */
export function scorerOf(taskType: TaskType): Scorer | null {
  const { reward, verify, embed } = env().SCORERS;
  if (taskType === "reward_model" && reward) return { kind: "reward_model", name: reward.model };
  if (taskType === "general_verifier" && verify) return { kind: "verifier", name: verify.model };
  if (taskType === "generation_diversity" && embed) return { kind: "embedding", name: embed.model };
  return null;
}

/** What is recorded as the parser of a score: its version and, where a model gives the score, which one. */
export function parserOf(taskType: TaskType): string {
  const scorer = scorerOf(taskType);
  return scorer ? `${parserVersion} + ${scorer.kind} ${scorer.name}` : parserVersion;
}

/** The model that a recorded parser names; null where it names none. */
export function scorerIn(parser: string): Scorer | null {
  const [, kind, name] = recorded.exec(parser) ?? [];
  const isKnown = kind === "reward_model" || kind === "verifier" || kind === "embedding";
  return isKnown && name !== undefined ? { kind, name } : null;
}
