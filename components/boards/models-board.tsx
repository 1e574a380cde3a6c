import type { ModelRow } from "@/lib/boards/column";
import type { ModelKey } from "@/lib/boards/columns";
import { formatCount } from "@/lib/boards/labels";
import type { Boards } from "@/lib/boards/read-board";
import type { RowsPage } from "@/lib/boards/rows/arrange-rows";
import type { BoardView } from "@/lib/boards/schema";
import { TextLink } from "../ui/navigation/text-link";
import { Missing } from "../ui/tables/missing";
import { BoardSection } from "./board-section";
import type { Cells } from "./board-table";
import { sharedCells } from "./shared-cells";

const cells: Cells<ModelRow, ModelKey> = {
  ...sharedCells,
  contributor: (row) => row.contributor ?? <Missing why="Not named" />,
  baseModel: (row) => row.baseModel ?? <Missing why="Not given" />,
  parameters: (row) => (row.parameters === null ? <Missing why="Not given" /> : formatCount(row.parameters)),
  license: (row) => row.license ?? <Missing why="Not given" />,
};

/** What each model is worth alone. */
export function ModelsBoard({ boards, page, view }: { boards: Boards; page: RowsPage<ModelRow>; view: BoardView }) {
  return (
    <BoardSection
      id="individuals"
      title="Individuals"
      lead={
        <>
          Each model alone. Only models whose contributors agreed to published scores appear; the{" "}
          <TextLink href="/models">list of models</TextLink> also names those that are not run here.
        </>
      }
      noun={["model", "models"]}
      caption={`Individual models, ${boards.scope.title}`}
      board={boards.models}
      page={page}
      cells={cells}
      view={view}
      sort={view.modelSort}
      sorted={(modelSort) => ({ modelSort, modelPage: 1 })}
      turned={(modelPage) => ({ modelPage })}
      columnsName="modelColumns"
      file="individual"
    />
  );
}
