import type { CheckReport } from "@/lib/hub/schema";
import { HubLink } from "../submissions/submission-facts";
import { visibleText } from "../ui/visible-text";

/** The submitted line beside what the model card says, so that a misfit is seen at a glance. */
export function SideBySide({ description, report }: { description: string; report: CheckReport | null }) {
  return (
    <div className="grid gap-px border border-rule bg-rule sm:grid-cols-2">
      <div className="bg-surface p-5">
        <h2 className="label-caps mb-2 font-sans text-ink-faint">Submitted description</h2>
        <p dir="auto" className="text-lg [overflow-wrap:anywhere]">
          {visibleText(description)}
        </p>
        <p className="mt-3 text-ink-soft text-sm">
          {description.length} characters. Other models read exactly this line when they choose who answers.
        </p>
      </div>
      <div className="bg-surface p-5">
        <h2 className="label-caps mb-2 font-sans text-ink-faint">The model card says</h2>
        <p dir="auto" className="text-lg [overflow-wrap:anywhere]">
          {visibleText(report?.facts.cardSummary) ?? <span className="text-ink-faint">The card has no paragraph of text.</span>}
        </p>
        {report ? (
          <p className="mt-3 text-ink-soft text-sm">
            On the Hub: <HubLink hubId={report.resolvedId} />
            {report.facts.task ? `, task “${visibleText(report.facts.task)}”` : ""}
          </p>
        ) : null}
      </div>
    </div>
  );
}
