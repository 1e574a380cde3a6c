import { env } from "@/lib/env";
import type { OperationKind } from "@/lib/operations/contract";

/** Operations that this installation lacks, each with a sentence that says what it is and how to get it. */
export function missingOperations(): ReadonlyMap<OperationKind, string> {
  const { reward, verify, embed } = env().SCORERS;
  const missing: [OperationKind, string][] = [["train", "It trains models, and this release of the portal cannot train yet."]];
  if (!reward) missing.push(["reward", "It needs a reward model: name one in SCORERS (reward)."]);
  if (!verify) missing.push(["verify", "It needs a verifying model: name one in SCORERS (verify)."]);
  if (!embed) missing.push(["embed", "It needs an embedding model: name one in SCORERS (embed)."]);
  return new Map(missing);
}
