import type { TaskScore } from "@/lib/results/schema";

/** How many answers were cut at the limit of tokens, and what that means for their scores. */
export function CutSummary({ scores }: { scores: readonly TaskScore[] }) {
  const known = scores.flatMap(({ n, cut }) => (cut === null ? [] : [{ n, cut }]));
  const cut = known.reduce((sum, each) => sum + each.cut, 0);
  const all = known.reduce((sum, { n }) => sum + n, 0);
  if (cut === 0) return null;
  return (
    <p className="mt-3 max-w-prose text-ink-soft text-sm">
      {cut} of {all} answers {cut === 1 ? "was" : "were"} cut at the limit of tokens. A cut answer counts only where it had declared what it
      gives before; with a higher limit it might score more.
    </p>
  );
}
