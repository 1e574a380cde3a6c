import type { BoardRow, IndividualStanding, PartColumn, SystemStanding } from "@/lib/boards/schema";
import { Missing } from "../ui/missing";
import { Cell } from "../ui/table";
import { ScoreValue } from "./score-value";

type Row = BoardRow<IndividualStanding> | BoardRow<SystemStanding>;

/** Scores of the parts that a row's score averages: domains, or the tasks of a domain. */
export function PartCells({ row, parts }: { row: Row; parts: readonly PartColumn[] }) {
  return parts.map((part) => {
    const score = row.parts[part.key];
    return (
      <Cell key={part.key} numeric>
        {score ? (
          <ScoreValue
            score={score}
            href={partHref(row, part)}
            conflicts={row.conflicts.filter((one) => part.key === one.task || part.key === one.domain)}
          />
        ) : (
          <Missing why="Not answered yet" />
        )}
      </Cell>
    );
  });
}

function partHref(row: Row, part: PartColumn): string {
  const query = new URLSearchParams({ split: row.split });
  query.set(row.scope === "overall" ? "domain" : "task", part.key);
  return `${row.url}/answers?${query}`;
}
