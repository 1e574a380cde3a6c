import type { JobLog as Log } from "@/lib/cluster/read-job-log";
import { visibleText } from "../ui/visible-text";

/** The end of a job's log, word for word, apart from secrets and what would act unseen. */
export function JobLog({ log }: { log: Log | null }) {
  if (!log) return <p className="text-ink-soft">It has written nothing yet, or its files were removed.</p>;
  return (
    <div className="grid gap-2">
      <p className="text-ink-soft text-sm">
        {log.isCut ? `The last ${log.lines.length} lines` : "Everything that it wrote"}, of attempt {log.attempt}.
      </p>
      <pre className="border-rule border-y py-3 whitespace-pre-wrap font-mono text-sm [overflow-wrap:anywhere] [unicode-bidi:plaintext]">
        {visibleText(log.lines.join("\n"))}
      </pre>
    </div>
  );
}
