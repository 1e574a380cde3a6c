import type { ReactNode } from "react";
import type { CheckReport } from "@/lib/hub/schema";
import { Section } from "../ui/section";
import { Time } from "../ui/time";
import { CheckList, checksInWords } from "./check-list";

interface ChecksSectionProps {
  report: CheckReport | null;
  /** Said after the count of outcomes. */
  remark?: string;
  /** Said before the moment of the checks. */
  asked: string;
  /** Said while there is no report. */
  none: string;
  /** The way to ask again, where there is one. */
  actions: ReactNode;
  className?: string;
}

/** What the Hub said of a submitted model. */
export function ChecksSection({ report, remark = "", asked, none, actions, className }: ChecksSectionProps) {
  return (
    <Section title="Checks" className={className} lead={report ? `${checksInWords(report.checks)}.${remark}` : undefined} actions={actions}>
      {report ? (
        <>
          <CheckList checks={report.checks} label="Checks of the model" />
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
