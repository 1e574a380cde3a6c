import type { Neighbours } from "@/lib/pages/find-neighbours";
import { TextLink } from "../ui/navigation/text-link";

interface QuestionNeighboursProps {
  neighbours: Neighbours;
  /** What the list holds. */
  noun: string;
  hrefOf: (questionId: string) => string;
}

/** The way to the questions before and after this one in the list that the reader came from. */
export function QuestionNeighbours({ neighbours: { place, total, previous, next }, noun, hrefOf }: QuestionNeighboursProps) {
  return (
    <nav aria-label="Questions beside this one" className="mb-6 flex flex-wrap items-baseline gap-x-5 gap-y-1 text-sm">
      {previous === null ? null : (
        <TextLink href={hrefOf(previous)} rel="prev">
          Previous
        </TextLink>
      )}
      <span className="text-ink-soft tabular-nums">
        {place} of {total} {noun}
      </span>
      {next === null ? null : (
        <TextLink href={hrefOf(next)} rel="next">
          Next
        </TextLink>
      )}
    </nav>
  );
}
