import { checkTitles, type Verdict, verdictInShort, verdictOf } from "@/lib/hub/labels";
import { checksToWaive } from "@/lib/hub/schema";
import type { QueueEntry } from "@/lib/reviews/queries";
import { markOf } from "@/lib/reviews/schema";
import { Badge, type BadgeTone } from "../ui/badge";
import { TextLink } from "../ui/navigation/text-link";
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from "../ui/tables/table";
import { visibleText } from "../ui/visible-text";
import { Age } from "./age";

/** What waits for a decision, the oldest first, each with a box for a decision in bulk. */
export function QueueTable({ entries, marked, now }: { entries: readonly QueueEntry[]; marked: readonly string[]; now: Date }) {
  return (
    <Table caption="Submissions that wait for a decision, the oldest first" captionHidden cards>
      <TableHead>
        <tr>
          <ColumnHead>
            <span className="sr-only">Mark</span>
          </ColumnHead>
          <ColumnHead>Model</ColumnHead>
          <ColumnHead>Checks</ColumnHead>
          <ColumnHead>Contributor</ColumnHead>
          <ColumnHead numeric>Waiting</ColumnHead>
        </tr>
      </TableHead>
      <TableBody>
        {entries.map((entry) => (
          <QueueLine key={markOf(entry)} entry={entry} marked={marked.includes(markOf(entry))} now={now} />
        ))}
      </TableBody>
    </Table>
  );
}

function QueueLine({ entry, marked, now }: { entry: QueueEntry; marked: boolean; now: Date }) {
  return (
    <TableRow data-queue-row className="focus-within:bg-sunk">
      <Cell className="min-w-0">
        <input
          type="checkbox"
          name="entries"
          value={markOf(entry)}
          defaultChecked={marked}
          disabled={entry.own}
          aria-label={`Mark #${entry.number}`}
          className="size-5"
        />
      </Cell>
      <RowHead className="min-w-64">
        <TextLink href={`/reviews/${entry.number}`} data-queue-link className="[overflow-wrap:anywhere]">
          #{entry.number} {entry.hubId}
        </TextLink>{" "}
        {entry.again ? <Badge tone="info">Again</Badge> : null}
        {entry.own ? <Badge>Your own</Badge> : null}
        <p dir="auto" className="max-w-prose font-normal text-ink-soft [overflow-wrap:anywhere]">
          {visibleText(entry.description)}
        </p>
      </RowHead>
      <Cell label="Checks" className="min-w-48">
        <ChecksCell checks={entry.checks} />
      </Cell>
      <Cell label="Contributor">
        {visibleText(entry.submitter)}
        <br />
        <span className="text-ink-soft">{visibleText(entry.institution)}</span>
      </Cell>
      <Cell label="Waiting" numeric>
        <Age since={entry.submittedAt} now={now} />
      </Cell>
    </TableRow>
  );
}

const tones: Record<Verdict["standing"], BadgeTone> = { qualifies: "good", "not yet": "bad", open: "warn", "not asked": "neutral" };

function ChecksCell({ checks }: { checks: QueueEntry["checks"] }) {
  if (!checks) return <span className="text-ink-faint">not checked</span>;
  const open = checksToWaive(checks);
  const verdict = verdictOf(checks);
  return (
    <div className="grid justify-items-start gap-1">
      <Badge tone={tones[verdict.standing]}>{verdictInShort(verdict)}</Badge>
      {open.length > 0 ? <span className="text-ink-soft">{open.map((check) => checkTitles[check.id]).join(", ")}</span> : null}
    </div>
  );
}
