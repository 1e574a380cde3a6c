import { Flag } from "lucide-react";
import { useId } from "react";
import type { Conflict } from "@/lib/leaderboards/schema";

/**
 * A mark beside a score that should be read with care; pressed, it says why. Nothing where no flag is. The reason opens by
 * pointer, touch and keys, before scripts load, and is read out with the mark.
 */
export function FlagMark({ conflicts }: { conflicts: readonly Pick<Conflict, "text">[] }) {
  const id = useId();
  if (conflicts.length === 0) return null;
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-describedby={id}
        className="-my-1 mr-0.5 inline-flex size-6 items-center justify-center rounded-sm align-middle text-warn hover:bg-warn-wash"
      >
        <Flag aria-hidden="true" className="size-3.5" />
        <span className="sr-only">Flagged</span>
      </button>
      <span
        id={id}
        popover="auto"
        role="note"
        className="beside-opener m-auto max-h-[60vh] w-80 max-w-[calc(100vw-2rem)] overflow-y-auto whitespace-normal border border-rule-strong bg-surface p-4 text-left font-normal text-ink text-sm [overflow-wrap:anywhere]"
      >
        {[...new Set(conflicts.map(({ text }) => text))].map((text) => (
          <span key={text} className="block [&+&]:mt-2">
            {text}
          </span>
        ))}
      </span>
    </>
  );
}
