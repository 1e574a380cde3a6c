import type { TaskScore } from "@/lib/results/schema";
import { formatInterval } from "@/lib/statistics/labels";
import { doubtBelow } from "@/lib/tasks/schema";

/** How many verdicts are doubtful, what that could change, and what to do about it. */
export function DoubtSummary({ scores }: { scores: readonly TaskScore[] }) {
  const known = scores.flatMap(({ n, doubts }) => (doubts === null ? [] : [{ n, ...doubts }]));
  const all = known.reduce((sum, { n }) => sum + n, 0);
  const doubtful = known.reduce((sum, each) => sum + each.doubtful, 0);
  if (all === 0) return null;
  const threshold = `less than ${100 * doubtBelow} % sure`;
  if (doubtful === 0)
    return (
      <p className="mt-3 max-w-prose text-ink-soft text-sm">
        None of {all} verdicts is doubtful, that is {threshold}.
      </p>
    );
  const [only, ...others] = known;
  const bounds = only && others.length === 0 ? `lie between ${formatInterval(only).replace(" to ", " and ")}` : "lie where the table says";
  return (
    <p className="mt-3 max-w-prose text-ink-soft text-sm">
      {doubtful} of {all} verdicts {doubtful === 1 ? "is" : "are"} doubtful, that is {threshold}; were each of them the other way, the score
      would {bounds}. Read those answers yourself before a difference of that size matters.
    </p>
  );
}
