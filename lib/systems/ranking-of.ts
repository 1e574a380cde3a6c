import type { RankedMember } from "@/lib/methods/method";
import { findMethod } from "@/lib/methods/registry";

/** The members by what they are worth on dev, best first, where a system has learned that; empty where it has not. */
export function rankingOf(system: { method: string; learned: unknown }): readonly RankedMember[] {
  const method = findMethod(system.method);
  const learned = method?.learned.safeParse(system.learned);
  return learned?.success ? (method?.ranking?.(learned.data) ?? []) : [];
}
