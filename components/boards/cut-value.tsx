import type { Score } from "@/lib/boards/schema";
import { Missing } from "../ui/tables/missing";

/** The share of answers that were cut at the limit of tokens. */
export function CutValue({ cut, n }: Pick<Score, "cut" | "n">) {
  if (cut === null) return <Missing why="Not known for every answer: some were recorded before results said how their texts ended" />;
  return <span>{Math.round((100 * cut) / n)}&nbsp;%</span>;
}
