import { Flag } from "lucide-react";
import type { Conflict } from "@/lib/leaderboards/schema";

/** A mark beside a score that should be read with care; nothing where no flag is. */
export function FlagMark({ conflicts }: { conflicts: readonly Pick<Conflict, "text">[] }) {
  if (conflicts.length === 0) return null;
  const words = conflicts.map((conflict) => conflict.text).join(" ");
  return (
    <span title={words} className="ml-1 inline-flex align-baseline text-warn">
      <Flag aria-hidden="true" className="size-3.5" />
      <span className="sr-only">Flagged: {words}</span>
    </span>
  );
}
