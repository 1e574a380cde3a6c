import type { columns } from "@/lib/boards/columns";
import type { SystemStanding } from "@/lib/boards/schema";
import { HintedHead } from "../boards/column-hint";
import { GainValue } from "../boards/gain-value";
import { ScoreValue } from "../boards/score-value";
import { TextLink } from "../ui/navigation/text-link";
import { Missing } from "../ui/tables/missing";
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from "../ui/tables/table";

interface MemberSystemsProps {
  systems: readonly SystemStanding[];
  columns: Pick<typeof columns, "score" | "gain">;
  caption: string;
}

/** Systems with what they score and gain. */
export function MemberSystems({ systems, columns, caption }: MemberSystemsProps) {
  return (
    <Table caption={caption} captionHidden cards>
      <TableHead>
        <TableRow>
          <ColumnHead pinned>System</ColumnHead>
          <HintedHead column={columns.score} />
          <HintedHead column={columns.gain} />
          <ColumnHead numeric>Models</ColumnHead>
          <ColumnHead>Method</ColumnHead>
        </TableRow>
      </TableHead>
      <TableBody>
        {systems.map((system) => (
          <TableRow key={system.slug} className="hover:bg-sunk">
            <RowHead pinned className="min-w-36 max-w-56 [overflow-wrap:anywhere]">
              <TextLink href={system.url} quiet>
                {system.name}
              </TextLink>
            </RowHead>
            <Cell label={columns.score.title} numeric>
              <ScoreValue score={system} href={system.answersUrl} />
            </Cell>
            <Cell label={columns.gain.title} numeric>
              {system.gain ? <GainValue gain={system.gain} /> : <Missing why="Nothing to compare with" />}
            </Cell>
            <Cell label="Models" numeric>
              {system.poolSize}
            </Cell>
            <Cell label="Method" className="whitespace-nowrap">
              <TextLink href={`/methods#${system.method}`} quiet>
                {system.methodName}
              </TextLink>
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
