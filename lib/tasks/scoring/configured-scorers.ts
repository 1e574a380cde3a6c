import { env } from "@/lib/env";
import type { Scorers } from "./scorers";

/** Which scorers this installation has, without asking them. There is no sandbox for programs yet. */
export function configuredScorers(): Record<keyof Scorers, boolean> {
  const { reward, verify, embed } = env().SCORERS;
  return { reward: reward !== undefined, verify: verify !== undefined, embed: embed !== undefined, sandbox: false };
}
