import { formatInterval, formatScore } from "@/lib/statistics/labels";
import { ImportedBadge } from "../runs/imported-badge";
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { TextLink } from "../ui/text-link";

interface ImportedTableProps {
  rows: readonly {
    run: number;
    title: string;
    task: { slug: string; title: string };
    mean: number;
    low: number;
    high: number;
    n: number;
    caveats: number;
  }[];
}

/** Results of other programs, unranked: they were made under other rules than the boards'. */
export function ImportedTable({ rows }: ImportedTableProps) {
  return (
    <Table caption="Imported results" captionHidden>
      <TableHead>
        <TableRow>
          <ColumnHead pinned>What answered</ColumnHead>
          <ColumnHead>Task</ColumnHead>
          <ColumnHead numeric>Score in the log</ColumnHead>
          <ColumnHead numeric>n</ColumnHead>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.run}>
            <RowHead pinned>
              <TextLink href={`/runs/${row.run}`}>{row.title}</TextLink> <ImportedBadge run={row.run} caveats={row.caveats} />
            </RowHead>
            <Cell>
              <TextLink href={`/tasks/${row.task.slug}`}>{row.task.title}</TextLink>
            </Cell>
            <Cell numeric>
              {formatScore(row.mean, { low: row.low, high: row.high })}
              <span className="block text-ink-soft text-xs">{formatInterval({ low: row.low, high: row.high })}</span>
            </Cell>
            <Cell numeric>{row.n}</Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
