import type { PersonRow } from "@/lib/auth/queries";
import { Badge } from "../ui/badge";
import { TextLink } from "../ui/navigation/text-link";
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from "../ui/tables/table";
import { Time } from "../ui/time";
import { RoleBadges } from "./role-badges";

interface PeopleTableProps {
  people: readonly PersonRow[];
  showsAddresses: boolean;
}

/** People with their roles; each name leads to the person. */
export function PeopleTable({ people, showsAddresses }: PeopleTableProps) {
  return (
    <Table caption="People who signed in" captionHidden cards>
      <TableHead>
        <tr>
          <ColumnHead pinned>Name</ColumnHead>
          {showsAddresses ? <ColumnHead>E-mail</ColumnHead> : null}
          <ColumnHead>Roles</ColumnHead>
          <ColumnHead>Joined</ColumnHead>
        </tr>
      </TableHead>
      <TableBody>
        {people.map((person) => (
          <TableRow key={person.id}>
            <RowHead pinned>
              <TextLink href={`/people/${person.id}`}>{person.name}</TextLink> {person.persona ? <Badge>Demo</Badge> : null}{" "}
              {person.suspended ? <Badge tone="bad">Suspended</Badge> : null}
            </RowHead>
            {showsAddresses ? (
              <Cell label="E-mail" className="text-ink-soft">
                {person.email ?? "none confirmed"}
              </Cell>
            ) : null}
            <Cell label="Roles">
              <RoleBadges roles={person.roles} />
            </Cell>
            <Cell label="Joined" className="whitespace-nowrap text-ink-soft">
              <Time at={person.joinedAt} precision="day" />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
