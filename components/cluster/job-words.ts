import { isJobReason, jobReasons } from "@/lib/cluster/labels";
import type { ShownJob } from "@/lib/pages/read-cluster";

export const purposeTitles: Record<ShownJob["purpose"], string> = {
  train: "Training",
  merge: "Merge",
  reward: "Reward scores",
  embed: "Embeddings",
  export: "Export",
  server: "Model server",
};

export const blameTitles: Record<NonNullable<ShownJob["blame"]>, string> = {
  theirs: "of what was asked",
  ours: "of the portal and its programs",
  cluster: "of the machines",
};

/** Enough of the name to tell one job from another. */
export function shortName(name: string): string {
  return name.slice(0, 12);
}

/** Why it waits or ended and what comes next; null where there is nothing to say. */
export function whyOf(reason: string | null): { title: string; advice: string } | null {
  return isJobReason(reason) ? jobReasons[reason] : null;
}
