import type { ShownJob } from "@/lib/pages/read-cluster";
import { visibleText } from "../ui/visible-text";
import { blameTitles, whyOf } from "./job-words";

/** Why a job waits or ended, in words: the reason, what was said, whose fault it is and what comes next. */
export function WhyJob({ job }: { job: Pick<ShownJob, "reason" | "message" | "blame"> }) {
  const why = whyOf(job.reason);
  if (!(why || job.message)) return "—";
  return (
    <div className="grid gap-1">
      {why ? <p>{why.title}</p> : null}
      {job.message ? <p className="font-mono text-sm [overflow-wrap:anywhere]">{visibleText(job.message)}</p> : null}
      {job.blame ? <p className="text-ink-soft">Fault {blameTitles[job.blame]}</p> : null}
      {why ? <p className="text-ink-soft">Next: {why.advice}</p> : null}
    </div>
  );
}
