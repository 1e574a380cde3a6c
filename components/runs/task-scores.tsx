import type { TaskScore } from "@/lib/results/schema";
import { formatInterval, formatScore } from "@/lib/statistics/labels";
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { TextLink } from "../ui/text-link";

/** Score of a run on each task; the task's name leads to its answers. */
export function TaskScores({ scores, hrefOf }: { scores: readonly TaskScore[]; hrefOf: (task: string) => string }) {
  const withMoco = scores.some((score) => score.mocoScore !== null);
  return (
    <Table caption="Score by task, with the 95 % interval">
      <TableHead>
        <tr>
          <ColumnHead>Task</ColumnHead>
          <ColumnHead numeric>Score</ColumnHead>
          <ColumnHead numeric>95 % interval</ColumnHead>
          <ColumnHead numeric>Questions</ColumnHead>
          <ColumnHead numeric>Unreadable</ColumnHead>
          {withMoco ? <ColumnHead numeric>MoCo-compatible</ColumnHead> : null}
        </tr>
      </TableHead>
      <TableBody>
        {scores.map((score) => (
          <TableRow key={score.slug}>
            <RowHead>
              <TextLink href={hrefOf(score.slug)}>{score.title}</TextLink>
            </RowHead>
            <Cell numeric>{formatScore(score.mean, score)}</Cell>
            <Cell numeric>{formatInterval(score)}</Cell>
            <Cell numeric>{score.n}</Cell>
            <Cell numeric>{score.unreadable}</Cell>
            {withMoco ? <Cell numeric>{score.mocoScore === null ? "" : formatScore(score.mocoScore, score)}</Cell> : null}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
