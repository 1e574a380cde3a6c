import { taskTypeTitles } from "@/lib/tasks/labels";
import type { TaskType } from "@/lib/tasks/schema";
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { TextLink } from "../ui/text-link";

interface DeclaredRow {
  slug: string;
  title: string;
  description: string;
  taskType: TaskType;
  sizes: { dev: number; test: number } | null;
}

/** Tasks that the paper evaluates on and that are not imported here. */
export function DeclaredTable({ tasks }: { tasks: readonly DeclaredRow[] }) {
  return (
    <Table caption="Tasks of the paper that are not imported" captionHidden className="min-w-160 table-fixed">
      <TableHead>
        <TableRow>
          <ColumnHead>Task</ColumnHead>
          <ColumnHead className="w-44">Answers</ColumnHead>
          <ColumnHead numeric className="w-24">
            Dev
          </ColumnHead>
          <ColumnHead numeric className="w-24">
            Test
          </ColumnHead>
          <ColumnHead className="w-36 pl-8">State</ColumnHead>
        </TableRow>
      </TableHead>
      <TableBody>
        {tasks.map((task) => (
          <TableRow key={task.slug}>
            <RowHead>
              <TextLink href={`/tasks/${task.slug}`}>{task.title}</TextLink>
              <span className="block font-normal text-ink-soft">{task.description}</span>
            </RowHead>
            <Cell>{taskTypeTitles[task.taskType]}</Cell>
            <Cell numeric>{task.sizes?.dev ?? "unknown"}</Cell>
            <Cell numeric>{task.sizes?.test ?? "unknown"}</Cell>
            <Cell className="pl-8 text-ink-soft">not imported</Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
