import type { DerivedFacts } from "@/lib/pages/find-derived-page";
import { TextLink } from "../ui/navigation/text-link";
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from "../ui/tables/table";

type Parents = DerivedFacts["parents"];

const inherited: Record<Parents[number]["how"], string> = { weights: "Its weights", data: "Its texts, which were learned from" };

/** What a derived model was made of. */
export function ParentsTable({ parents }: { parents: Parents }) {
  return (
    <Table caption="Models that it was made of" captionHidden cards>
      <TableHead>
        <tr>
          <ColumnHead>Model</ColumnHead>
          <ColumnHead>What it has of it</ColumnHead>
          <ColumnHead>Part</ColumnHead>
        </tr>
      </TableHead>
      <TableBody>
        {parents.map(({ name, href, how, part }) => (
          <TableRow key={`${href} ${how}`}>
            <RowHead>
              <TextLink href={href}>{name}</TextLink>
            </RowHead>
            <Cell label="What it has of it">{inherited[how]}</Cell>
            <Cell label="Part">{part ?? "—"}</Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
