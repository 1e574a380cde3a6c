import { splitTitles, taskTypeTitles } from "@/lib/tasks/labels";
import { type Split, splits, type TaskType } from "@/lib/tasks/schema";
import { Badge } from "../ui/badge";
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { TextLink } from "../ui/text-link";

interface TaskRow {
  slug: string;
  title: string;
  description: string;
  taskType: TaskType;
  license: string;
  counts: Record<Split, number>;
  /** Why its answers cannot be scored here; null when they can. */
  obstacle: string | null;
}

/** The tasks of one domain with the sizes of their splits. */
export function TasksTable({ caption, tasks }: { caption: string; tasks: readonly TaskRow[] }) {
  return (
    <Table caption={caption} captionHidden className="min-w-200 table-fixed">
      <TableHead>
        <TableRow>
          <ColumnHead>Task</ColumnHead>
          <ColumnHead className="w-44">Answers</ColumnHead>
          {splits.map((split) => (
            <ColumnHead key={split} numeric className="w-24">
              {splitTitles[split]}
            </ColumnHead>
          ))}
          <ColumnHead className="w-40 pl-8">Licence</ColumnHead>
        </TableRow>
      </TableHead>
      <TableBody>
        {tasks.map((task) => (
          <TableRow key={task.slug}>
            <RowHead>
              <TextLink href={`/tasks/${task.slug}`}>{task.title}</TextLink>
              <span className="block font-normal text-ink-soft">{task.description}</span>
            </RowHead>
            <Cell>
              {taskTypeTitles[task.taskType]}
              {task.obstacle ? <Badge tone="warn">not scored here</Badge> : null}
            </Cell>
            {splits.map((split) => (
              <Cell key={split} numeric>
                {task.counts[split]}
              </Cell>
            ))}
            <Cell className="pl-8">{task.license}</Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
