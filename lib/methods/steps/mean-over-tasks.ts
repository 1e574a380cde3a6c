import { mean } from "@/lib/statistics/numerics/mean";

/** Mean over tasks of the mean over their questions: every task counts the same. */
export function meanOverTasks(scores: readonly { taskId: string; score: number }[]): number {
  const byTask = Map.groupBy(scores, ({ taskId }) => taskId);
  return mean([...byTask.values()].map((ofTask) => mean(ofTask.map(({ score }) => score))));
}
