import { env } from "@/lib/env";
import type { OperationKind } from "@/lib/operations/contract";
import { findTrainer } from "@/lib/operations/jobs/find-trainer";

/** Operations that this installation lacks, each with a sentence that says what it is and how to get it. */
export function missingOperations(): ReadonlyMap<OperationKind, string> {
  const { SCORERS: scorers, DATA_DIR: data } = env();
  const { reward, verify, embed } = scorers;
  const missing: [OperationKind, string][] = [];
  const trainer = findTrainer(data);
  if (!trainer.there) missing.push(["train", `It trains models. ${trainer.words}`]);
  if (!reward) missing.push(["reward", "It needs a reward model: name one in SCORERS (reward)."]);
  if (!verify) missing.push(["verify", "It needs a verifying model: name one in SCORERS (verify)."]);
  if (!embed) missing.push(["embed", "It needs an embedding model: name one in SCORERS (embed)."]);
  return new Map(missing);
}
