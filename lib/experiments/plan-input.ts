import type { LaunchInput } from "@/lib/runs/composing/schema";
import type { ExperimentPlan } from "./schema";

/** What to launch for one entry of a plan. */
export function inputOf(plan: ExperimentPlan, entry: ExperimentPlan["entries"][number]): LaunchInput {
  const { tasks, questionsPerTask, devPerTask, decoding } = plan;
  const shared = { models: entry.models, split: entry.split, priority: entry.priority, tasks, questionsPerTask };
  if (entry.kind === "individual") return { ...shared, kind: "individual", decoding };
  return { ...shared, kind: "system", method: entry.method, parameters: entry.parameters, devPerTask };
}
