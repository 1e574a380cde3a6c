import type { Score } from "@/lib/boards/schema";
import { formatInterval } from "@/lib/statistics/labels";
import { Missing } from "../ui/tables/missing";

/** The share of doubtful verdicts over the scores between which they could move the mean. */
export function DoubtValue({ doubtful, doubtBounds, n }: Pick<Score, "doubtful" | "doubtBounds" | "n">) {
  if (doubtful === null || doubtBounds === null)
    return <Missing why="Not known for every answer: some were scored by a model, or before verdicts said how certain they are" />;
  const [low, high] = doubtBounds;
  return (
    <span className="over-small">
      <span>{Math.round((100 * doubtful) / n)}&nbsp;%</span>
      {doubtful === 0 ? null : <span>{formatInterval({ low, high })}</span>}
    </span>
  );
}
