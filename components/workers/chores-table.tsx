import type { ChoreCount, FailedChore } from "@/lib/jobs/schema";
import type { FormAction } from "../ui/forms/form-state";
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from "../ui/tables/table";
import { Time } from "../ui/time";
import { RetryButton } from "./retry-button";

/** Chores that have not ended, by name. */
export function ChoresTable({ counts }: { counts: readonly ChoreCount[] }) {
  return (
    <Table caption="Chores that have not ended, by name" captionHidden className="max-w-2xl">
      <TableHead>
        <tr>
          <ColumnHead>Chore</ColumnHead>
          <ColumnHead numeric>Waiting</ColumnHead>
          <ColumnHead numeric>Running</ColumnHead>
          <ColumnHead numeric>Failed, tried again</ColumnHead>
          <ColumnHead numeric>Given up</ColumnHead>
        </tr>
      </TableHead>
      <TableBody>
        {counts.map((chore) => (
          <TableRow key={chore.name}>
            <RowHead>{chore.name}</RowHead>
            <Cell numeric>{chore.waiting}</Cell>
            <Cell numeric>{chore.running}</Cell>
            <Cell numeric>{chore.failing}</Cell>
            <Cell numeric>{chore.givenUp}</Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** Chores that failed, with what they said. */
export function FailedChores({ failed, retry }: { failed: readonly FailedChore[]; retry: FormAction | null }) {
  return (
    <ul className="mt-6 grid gap-5">
      {failed.map((chore) => (
        <li key={chore.id} className="grid gap-2 border-rule border-t pt-4">
          <p className="font-medium">
            {chore.name}, {chore.attempts} of {chore.maxAttempts} attempts
          </p>
          <p className="font-mono text-sm [overflow-wrap:anywhere]">{chore.error}</p>
          <p className="text-ink-soft text-sm">{chore.nextAt ? <Next at={chore.nextAt} /> : "Given up."}</p>
          {retry ? <RetryButton name="id" value={chore.id} label="Try again now" waiting="Queueing" action={retry} /> : null}
        </li>
      ))}
    </ul>
  );
}

function Next({ at }: { at: Date }) {
  return (
    <>
      Tried again <Time at={at} />.
    </>
  );
}
