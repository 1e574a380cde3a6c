import type { SystemPage } from "@/lib/pages/find-system-page";
import { TextLink } from "../ui/navigation/text-link";
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from "../ui/tables/table";

/** What a system found out about its members on practice questions. */
export function LearnedRanking({ ranking }: Pick<SystemPage, "ranking">) {
  return (
    <Table caption="Members by their mean score on practice questions, best first">
      <TableHead>
        <TableRow>
          <ColumnHead>Model</ColumnHead>
          <ColumnHead numeric>Practice score</ColumnHead>
          <ColumnHead numeric>Practice questions</ColumnHead>
        </TableRow>
      </TableHead>
      <TableBody>
        {ranking.map((member) => (
          <TableRow key={member.name}>
            <RowHead>{member.href ? <TextLink href={member.href}>{member.name}</TextLink> : member.name}</RowHead>
            <Cell numeric>{Math.round(member.score * 100)} %</Cell>
            <Cell numeric>{member.n}</Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
