import type { ImportedResults as Imported } from "@/lib/boards/facts/read-imported";
import { formatInterval, formatScore } from "@/lib/statistics/labels";
import { ImportedBadge } from "../runs/imported-badge";
import { TextLink } from "../ui/navigation/text-link";
import { Section } from "../ui/section";
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from "../ui/tables/table";

/** Results of other programs, unranked: they were made under other rules than the boards'. */
export function ImportedResults({ imported: { rows, hidden, older } }: { imported: Imported }) {
  return (
    <Section
      id="imported"
      title="Imported"
      lead="Read from the logs of MoCo, scored by its rules, and never part of a rank here. Each carries the known defects that may have touched it."
    >
      {rows.length > 0 ? <ImportedTable rows={rows} /> : <p className="text-ink-soft">Nothing has been imported.</p>}
      {hidden > 0 ? <p className="mt-2 text-ink-soft text-sm">{hidden} hidden: without consent to publish scores.</p> : null}
      {older > 0 ? (
        <p className="mt-2 text-ink-soft text-sm">
          {older} older {older === 1 ? "one stands" : "ones stand"} in the <TextLink href="/runs">list of runs</TextLink> only.
        </p>
      ) : null}
    </Section>
  );
}

function ImportedTable({ rows }: { rows: Imported["rows"] }) {
  return (
    <Table caption="Imported results" captionHidden cards>
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
            <Cell label="Task">
              <TextLink href={`/tasks/${row.task.slug}`}>{row.task.title}</TextLink>
            </Cell>
            <Cell label="Score in the log" numeric>
              {formatScore(row.mean, { low: row.low, high: row.high })}
              <span className="block text-ink-soft text-xs">{formatInterval({ low: row.low, high: row.high })}</span>
            </Cell>
            <Cell label="n" numeric>
              {row.n}
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
