import type { CheckReport } from "@/lib/hub/schema";
import { Notice } from "../ui/notice";
import { Time } from "../ui/time";

/** Shown while the checks could not run: since when, why, and when they are tried again. */
export function HubWaiting({ report }: { report: CheckReport | null }) {
  if (!report?.nextAttemptAt) return null;
  const why =
    report.problem === "token_failed"
      ? "Our own access to the Hub fails at the moment; that is ours to repair."
      : "The Hub cannot be reached at the moment.";
  return (
    <Notice tone="warn" className="mt-6" title={why}>
      Your entry is kept and needs nothing from you. We have asked {report.attempts === 1 ? "once" : `${report.attempts} times`}, last{" "}
      <Time at={new Date(report.checkedAt)} />, and ask again <Time at={new Date(report.nextAttemptAt)} />.
    </Notice>
  );
}
