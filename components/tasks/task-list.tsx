import type { ReactNode } from "react";
import { splitTitles } from "@/lib/tasks/labels";
import type { TaskSummary } from "@/lib/tasks/queries";
import type { Split } from "@/lib/tasks/schema";
import { TextLink } from "../ui/navigation/text-link";
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from "../ui/tables/table";
import { visibleText } from "../ui/visible-text";

interface TaskLine extends Pick<TaskSummary, "slug" | "title" | "description" | "typeTitle"> {
  /** Questions of each split; null where nobody knows. */
  sizes: Partial<Record<Split, number>> | null;
  /** What to know before expecting a score. */
  mark?: ReactNode;
  /** Under the last head. */
  last: ReactNode;
}

interface TaskListProps {
  caption: string;
  splits: readonly Split[];
  /** Head of the last column. */
  lastHead: string;
  lines: readonly TaskLine[];
}

/** Tasks, one a line: what is asked, how it is answered, how many questions there are. */
export function TaskList({ caption, splits, lastHead, lines }: TaskListProps) {
  return (
    <Table caption={caption} captionHidden cards className="table-fixed sm:min-w-200">
      <TableHead>
        <TableRow>
          <ColumnHead>Task</ColumnHead>
          <ColumnHead className="w-36">Answers</ColumnHead>
          {splits.map((split) => (
            <ColumnHead key={split} numeric className="w-24">
              {splitTitles[split]}
            </ColumnHead>
          ))}
          <ColumnHead className="w-36 pl-8">{lastHead}</ColumnHead>
        </TableRow>
      </TableHead>
      <TableBody>
        {lines.map((line) => (
          <TableRow key={line.slug}>
            <RowHead>
              <TextLink href={`/tasks/${line.slug}`}>{line.title}</TextLink>
              <span className="block font-normal text-ink-soft">{visibleText(line.description)}</span>
            </RowHead>
            <Cell label="Answers">
              {line.typeTitle} {line.mark}
            </Cell>
            {splits.map((split) => (
              <Cell key={split} label={splitTitles[split]} numeric>
                {line.sizes?.[split] ?? "unknown"}
              </Cell>
            ))}
            <Cell label={lastHead} className="pl-8">
              {line.last}
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
