import type { SystemPage } from "@/lib/pages/find-system-page";
import { ScoreValue } from "../boards/score-value";
import { TextLink } from "../ui/navigation/text-link";
import { Missing } from "../ui/tables/missing";
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from "../ui/tables/table";

/** Who answers together, in pool order, with what each is worth alone. */
export function SystemMembers({ members, split }: Pick<SystemPage, "members"> & { split: string }) {
  return (
    <Table caption="Members of the pool, in order" captionHidden cards>
      <TableHead>
        <TableRow>
          <ColumnHead pinned>Model</ColumnHead>
          <ColumnHead>What routers read about it</ColumnHead>
          <ColumnHead numeric>Alone</ColumnHead>
        </TableRow>
      </TableHead>
      <TableBody>
        {members.map((member) => (
          <TableRow key={member.slug}>
            <RowHead pinned className="min-w-32 max-w-44 [overflow-wrap:anywhere]">
              <TextLink href={`/models/${member.slug}`} quiet>
                {member.name}
              </TextLink>
            </RowHead>
            <Cell label="What routers read about it" className="min-w-56">
              {member.description}
            </Cell>
            <Cell label="Alone" numeric>
              {member.cell ? (
                <ScoreValue score={member.cell} href={`/models/${member.slug}/answers?split=${split}`} />
              ) : (
                <Missing why="Not answered yet" />
              )}
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
