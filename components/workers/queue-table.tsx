import { viewOf } from "@/lib/runs/states";
import type { QueueDepth } from "@/lib/runs/watching/schema";
import { describeDuration } from "../runs/duration";
import { StateBadge } from "../runs/state-badge";
import { TextLink } from "../ui/navigation/text-link";
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from "../ui/tables/table";

/** Runs that have not ended, by state. */
export function QueueTable({ queue }: { queue: readonly QueueDepth[] }) {
  return (
    <Table caption="Runs that have not ended, by state" captionHidden className="max-w-xl">
      <TableHead>
        <tr>
          <ColumnHead>State</ColumnHead>
          <ColumnHead numeric>Runs</ColumnHead>
          <ColumnHead numeric>Longest in it</ColumnHead>
        </tr>
      </TableHead>
      <TableBody>
        {queue.map(({ state, count, oldestSeconds, silent }) => (
          <TableRow key={state}>
            <RowHead>
              <StateBadge state={state} />
              {silent === 0 ? null : (
                <span className="ml-3 font-normal text-warn">
                  {silent === 1 ? "1 whose worker" : `${silent} whose workers`} fell silent
                </span>
              )}
            </RowHead>
            <Cell numeric>
              <TextLink href={`/runs?state=${viewOf(state)}`}>{count}</TextLink>
            </Cell>
            <Cell numeric>{describeDuration(oldestSeconds)}</Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
