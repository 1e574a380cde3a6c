import { decisionTitles } from "@/lib/reviews/labels";
import type { PastDecision } from "@/lib/reviews/list-decisions";
import type { Decision } from "@/lib/reviews/schema";
import { SubmissionStateBadge } from "../submissions/state-badge";
import { Badge, type BadgeTone } from "../ui/badge";
import { TextLink } from "../ui/navigation/text-link";
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from "../ui/tables/table";
import { Time } from "../ui/time";
import { visibleText } from "../ui/visible-text";

interface DecisionsTableProps {
  rows: readonly PastDecision[];
  /** Where an entry is read: the page that decides it for those who may, its own page for those who only read. */
  entryPath: "/reviews" | "/submissions";
}

const tones: Record<Decision, BadgeTone> = { approve: "good", request_changes: "warn", reject: "bad" };

/** Who decided what, when and why, the latest first. */
export function DecisionsTable({ rows, entryPath }: DecisionsTableProps) {
  return (
    <Table caption="Decisions, the latest first" captionHidden cards>
      <TableHead>
        <tr>
          <ColumnHead>Model</ColumnHead>
          <ColumnHead>Decision</ColumnHead>
          <ColumnHead>Reason</ColumnHead>
          <ColumnHead>Decided by</ColumnHead>
          <ColumnHead>Now</ColumnHead>
        </tr>
      </TableHead>
      <TableBody>
        {rows.map(({ id, at, decision, by, reason, waivers, submission }) => (
          <TableRow key={id}>
            <RowHead className="min-w-48 max-w-72 [overflow-wrap:anywhere]">
              <TextLink href={`${entryPath}/${submission.number}`}>
                #{submission.number} {submission.hubId}
              </TextLink>
              <p className="font-normal text-ink-soft">{submission.contributor}</p>
            </RowHead>
            <Cell label="Decision">
              <Badge tone={tones[decision]}>{decisionTitles[decision]}</Badge>
            </Cell>
            <Cell label="Reason" className="min-w-64 max-w-prose [overflow-wrap:anywhere]">
              {reason === "" ? (
                <span className="text-ink-faint">No reason given</span>
              ) : (
                <p className="whitespace-pre-line [unicode-bidi:plaintext]">{visibleText(reason)}</p>
              )}
              {waivers.length > 0 ? <p className="text-ink-soft">Accepted although not met: {waivers.join(", ")}</p> : null}
            </Cell>
            <Cell label="Decided by">
              {by}
              <br />
              <span className="whitespace-nowrap text-ink-soft">
                <Time at={at} />
              </span>
            </Cell>
            <Cell label="Now">
              <SubmissionStateBadge state={submission.state} />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
