import type { RunRow } from "@/lib/runs/watching/schema";
import { Progress } from "../ui/progress";

/** How far all runs of an experiment have come, in questions. */
export function ExperimentProgress({ runs }: { runs: readonly RunRow[] }) {
  const done = runs.reduce((sum, run) => sum + run.questionsDone, 0);
  const total = runs.reduce((sum, run) => sum + run.questionsTotal, 0);
  const count = (state: RunRow["state"]) => runs.filter((run) => run.state === state).length;
  const waiting = count("queued");
  const failed = count("failed");
  const undecided = count("needs_approval") + count("blocked_consent");
  const parts = [
    `${count("done")} of ${runs.length} runs done`,
    ...(waiting > 0 ? [`${waiting} waiting`] : []),
    ...(undecided > 0 ? [`${undecided} waiting for a person`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
  ];
  return (
    <div className="grid gap-2">
      <Progress label="Questions answered" value={done} max={total || undefined} tone={failed > 0 ? "bad" : "accent"} />
      <p className="text-ink-soft text-sm tabular-nums">{parts.join(" · ")}</p>
    </div>
  );
}
