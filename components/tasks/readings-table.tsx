import type { TaskDetail } from "@/lib/tasks/queries";
import { Badge } from "../ui/badge";
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from "../ui/tables/table";

/** Answers, what the parser reads in each, and why. */
export function ReadingsTable({ readings }: Pick<TaskDetail["example"], "readings">) {
  return (
    <Table caption="What the parser makes of a few answers to the example question">
      <TableHead>
        <TableRow>
          <ColumnHead className="w-2/5">If a model answers</ColumnHead>
          <ColumnHead>it is read as</ColumnHead>
          <ColumnHead numeric>Score</ColumnHead>
          <ColumnHead className="w-1/3">because</ColumnHead>
        </TableRow>
      </TableHead>
      <TableBody>
        {readings.map(({ answer, verdict }) => (
          <TableRow key={answer}>
            <RowHead className="min-w-48 font-normal">
              {answer === "" ? <span className="text-ink-soft">(nothing)</span> : <code className="whitespace-pre-wrap">{answer}</code>}
            </RowHead>
            <Cell>{verdict.parsed === null ? <Badge tone="warn">Could not be read</Badge> : <code>{verdict.parsed}</code>}</Cell>
            <Cell numeric>{verdict.score}</Cell>
            <Cell className="min-w-48 text-ink-soft">{verdict.reason}</Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
