import type { AnswersPage } from "@/lib/pages/list-answers";
import { Badge } from "../ui/badge";
import { TextLink } from "../ui/navigation/text-link";
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from "../ui/tables/table";
import { visibleText } from "../ui/visible-text";

interface AnswersTableProps {
  rows: AnswersPage["rows"];
  caption: string;
  /** What the first verdict is of, for example "System". */
  own: string;
  /** Name of the best single model; null leaves the columns of the comparison out. */
  baseline: string | null;
  hrefOf: (questionId: string) => string;
}

/** Questions with who got them right. */
export function AnswersTable({ rows, caption, own, baseline, hrefOf }: AnswersTableProps) {
  const withMembers = rows.some((row) => row.members > 0);
  return (
    <Table caption={caption} captionHidden cards>
      <TableHead>
        <TableRow>
          <ColumnHead>Question</ColumnHead>
          <ColumnHead>{own}</ColumnHead>
          {baseline === null ? null : <ColumnHead>{baseline}, best single</ColumnHead>}
          {withMembers ? <ColumnHead numeric>Members right alone</ColumnHead> : null}
          <ColumnHead>Task</ColumnHead>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.questionId} className="hover:bg-sunk">
            <RowHead className="min-w-48 max-w-prose font-normal [overflow-wrap:anywhere]">
              <TextLink href={hrefOf(row.questionId)} quiet>
                <span className="line-clamp-3">{visibleText(row.text)}</span>
              </TextLink>
            </RowHead>
            <Cell label={own}>
              <Verdict score={row.own} />
              {row.cut ? <span className="block text-ink-soft text-sm">Cut at the limit of tokens</span> : null}
            </Cell>
            {baseline === null ? null : (
              <Cell label={`${baseline}, best single`}>{row.baseline === null ? "Not answered" : <Verdict score={row.baseline} />}</Cell>
            )}
            {withMembers ? (
              <Cell label="Members right alone" numeric>
                {row.membersRight} of {row.members}
              </Cell>
            ) : null}
            <Cell label="Task">{row.task.title}</Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** Whether an answer was right, in a word. */
export function Verdict({ score }: { score: number }) {
  if (score >= 1) return <Badge tone="good">Right</Badge>;
  return score <= 0 ? <Badge tone="bad">Wrong</Badge> : <Badge tone="warn">{Math.round(score * 100)} %</Badge>;
}
