import type { ReactNode } from "react";
import { verdictOf, verdictWords } from "@/lib/hub/labels";
import type { CheckReport } from "@/lib/hub/schema";
import { Section } from "../ui/section";
import { Time } from "../ui/time";
import { CheckList } from "./check-list";

interface ChecksSectionProps {
  report: CheckReport | null;
  /** Whether the reader is who submitted the model. */
  own: boolean;
  /** Whether an account at the Hub can be linked here. */
  mayLink?: boolean;
  /** Said after the verdict. */
  remark?: string;
  /** Said before the moment of the checks. */
  asked: string;
  /** Said while there is no report. */
  none: string;
  /** The way to ask again, where there is one. */
  actions: ReactNode;
  className?: string;
}

/** What the Hub said of a submitted model: the verdict, then each check. */
export function ChecksSection({ report, own, mayLink = false, remark = "", asked, none, actions, className }: ChecksSectionProps) {
  return (
    <Section
      title="Checks"
      className={className}
      lead={report ? <Lead report={report} own={own} remark={remark} /> : undefined}
      actions={actions}
    >
      {report ? (
        <>
          <CheckList checks={report.checks} label="Checks of the model" own={own} mayLink={mayLink} />
          <p className="mt-2 text-ink-soft text-sm">
            {asked} <Time at={new Date(report.checkedAt)} />.
          </p>
        </>
      ) : (
        <p className="text-ink-soft">{none}</p>
      )}
    </Section>
  );
}

function Lead({ report, own, remark }: Required<Pick<ChecksSectionProps, "own" | "remark">> & { report: CheckReport }) {
  return (
    <>
      <strong className="text-ink">{verdictWords(verdictOf(report.checks), own ? "your" : "the")}</strong>
      {remark}
    </>
  );
}
