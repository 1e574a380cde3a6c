import type { ReactNode } from "react";
import type { SystemRow } from "@/lib/boards/column";
import type { SystemKey } from "@/lib/boards/columns";
import type { Boards } from "@/lib/boards/read-board";
import type { RowsPage } from "@/lib/boards/rows/arrange-rows";
import type { BoardView, Gain } from "@/lib/boards/schema";
import { TextLink } from "../ui/navigation/text-link";
import { Missing } from "../ui/tables/missing";
import { BoardSection } from "./board-section";
import type { Cells } from "./board-table";
import { EmergenceValue } from "./emergence-value";
import { GainValue, WinsValue } from "./gain-value";
import { sharedCells } from "./shared-cells";

const cells: Cells<SystemRow, SystemKey> = {
  ...sharedCells,
  poolSize: (row) => row.poolSize,
  gain: (row) => compared(row, (gain) => <GainValue gain={gain} />),
  wins: (row) => compared(row, (gain) => <WinsValue gain={gain} href={`${row.answersUrl}&outcome=system-better`} />),
  method: (row) => <TextLink href={`/methods#${row.method}`}>{row.methodName}</TextLink>,
  baseline: (row) => compared(row, ({ baseline }) => <TextLink href={`/models/${baseline.slug}`}>{baseline.name}</TextLink>),
  detectable: (row) => compared(row, (gain) => `${(gain.detectable * 100).toFixed(1)} points`),
  emergence: (row) =>
    row.emergence ? (
      <EmergenceValue emergence={row.emergence} href={`${row.answersUrl}&outcome=emergent`} />
    ) : (
      missing(row, "No question is known to be failed by every member")
    ),
};

function compared(row: SystemRow, show: (gain: Gain) => ReactNode): ReactNode {
  return row.gain ? show(row.gain) : missing(row, "No best single model to compare with");
}

function missing(row: SystemRow, why: string) {
  return <Missing why={row.isBaseline ? "This is the best single model" : why} />;
}

/** What models are worth together, and what that gains over the best of them. */
export function SystemsBoard({ boards, page, view }: { boards: Boards; page: RowsPage<SystemRow>; view: BoardView }) {
  return (
    <BoardSection
      id="systems"
      title="Systems"
      lead="Several models answering as one. The gain is over the best single model of the same pool, chosen on practice questions, on the same questions."
      noun={["system", "systems"]}
      caption={`Systems, ${boards.scope.title}`}
      board={boards.systems}
      page={page}
      cells={cells}
      view={view}
      sort={view.systemSort}
      sorted={(systemSort) => ({ systemSort, systemPage: 1 })}
      turned={(systemPage) => ({ systemPage })}
      columnsName="systemColumns"
      file="systems"
    />
  );
}
