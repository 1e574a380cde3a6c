import type { TaskScore } from "@/lib/results/schema";
import { formatInterval } from "@/lib/statistics/labels";
import { doubtBelow } from "@/lib/tasks/schema";

/** How many verdicts are doubtful, what that could change, and what to do about it. */
export function DoubtSummary({ scores }: { scores: readonly TaskScore[] }) {
  const known = scores.flatMap(({ n, doubts }) => (doubts === null ? [] : [{ n, ...doubts }]));
  const all = known.reduce((sum, { n }) => sum + n, 0);
  if (all === 0) return null;
  const doubtful = known.reduce((sum, each) => sum + each.doubtful, 0);
  const bound = (end: "low" | "high") => known.reduce((sum, each) => sum + each.n * each[end], 0) / all;
  const what = known.length === 1 ? "the score" : "the mean over these questions";
  return (
    <p className="mt-3 max-w-prose text-ink-soft text-sm">
      Of {doubtful} of {all} markings we are less than {100 * doubtBelow}&nbsp;% sure.
      {doubtful === 0
        ? null
        : ` Were each of them the other way, ${what} would lie between ${between({ low: bound("low"), high: bound("high") })}. Where that matters, read these answers yourself.`}
    </p>
  );
}

function between(bounds: { low: number; high: number }): string {
  return formatInterval(bounds).replace(" to ", " and ");
}
