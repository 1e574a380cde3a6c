import { env } from "@/lib/env";
import type { TaskType } from "../schema";

/** A model that gives scores. */
export interface Scorer {
  kind: "reward_model" | "verifier";
  name: string;
}

/** The model that scores a task of this type here; null where a rule does, or nothing is configured. */
export function scorerOf(taskType: TaskType): Scorer | null {
  const { reward, verify } = env().SCORERS;
  if (taskType === "reward_model" && reward) return { kind: "reward_model", name: reward.model };
  if (taskType === "general_verifier" && verify) return { kind: "verifier", name: verify.model };
  return null;
}
