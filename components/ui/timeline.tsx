import type { ReactNode } from "react";
import { Time } from "./time";
import { visibleText } from "./visible-text";

export interface TimelineEntry {
  key: string;
  at: Date;
  title: ReactNode;
  /** Who did it. */
  by?: ReactNode;
  detail?: ReactNode;
  tone?: "neutral" | "good" | "warn" | "bad" | undefined;
}

const dots = { neutral: "bg-ink-faint", good: "bg-good", warn: "bg-warn", bad: "bg-bad" } as const;

/** What happened, in order. */
export function Timeline({ label, entries }: { label: string; entries: readonly TimelineEntry[] }) {
  return (
    <ol aria-label={label} className="grid">
      {entries.map((entry) => (
        <li key={entry.key} className="relative grid gap-0.5 border-rule border-l pb-5 pl-5 last:border-transparent last:pb-0">
          <span aria-hidden="true" className={`absolute top-2 -left-[4.5px] size-2 rounded-full ${dots[entry.tone ?? "neutral"]}`} />
          <p className="font-medium">{visibleText(entry.title)}</p>
          <p className="text-ink-soft text-sm">
            <Time at={entry.at} />
            {entry.by ? <> · {visibleText(entry.by)}</> : null}
          </p>
          {entry.detail ? <div className="text-sm">{entry.detail}</div> : null}
        </li>
      ))}
    </ol>
  );
}
