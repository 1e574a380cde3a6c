import type { ReactNode } from "react";
import { splitTitles } from "@/lib/boards/labels";
import type { Board } from "@/lib/boards/read-board";
import type { RowsPage } from "@/lib/boards/rows/arrange-rows";
import type { BoardView } from "@/lib/boards/schema";
import { EmptyState } from "../ui/empty-state";
import { Pagination } from "../ui/navigation/pagination";
import { TextLink } from "../ui/navigation/text-link";
import { Section } from "../ui/section";
import { BoardTable, type Cells } from "./board-table";
import { ColumnChoice } from "./column-choice";
import { ExportLinks } from "./export-links";
import { HiddenNote } from "./hidden-note";
import { type ViewChange, viewHref } from "./view-href";

interface BoardSectionProps<Row, Key extends string> {
  id: string;
  title: string;
  lead: ReactNode;
  /** What a row is: one, many. */
  noun: readonly [string, string];
  /** What the table holds; the split is added. */
  caption: string;
  board: Board<Row, Key>;
  /** The part of its rows that is shown. */
  page: RowsPage<Row>;
  cells: Cells<Row, Key>;
  view: BoardView;
  /** The order of the rows, and what another order or another page changes in the view. */
  sort: string;
  sorted: (sort: string) => ViewChange;
  turned: (page: number) => ViewChange;
  columnsName: "modelColumns" | "systemColumns";
  /** The board's name in the address of its file. */
  file: "individual" | "systems";
}

/** A board: its table, what the table leaves out, and how to take it along. */
export function BoardSection<Row extends { slug: string }, Key extends string>(props: BoardSectionProps<Row, Key>) {
  const { id, title, lead, noun, caption, board, page, cells, view, sort, sorted, turned, columnsName, file } = props;
  const hrefOf = (change: ViewChange) => viewHref(view, change, `#${id}`);
  const filled = board.rows.length > 0;
  return (
    <Section id={id} title={title} lead={lead} actions={filled ? <ExportLinks board={file} view={view} /> : null} className="mt-0">
      {filled ? (
        <BoardTable
          rows={page.rows}
          columns={board.columns}
          cells={cells}
          caption={`${caption}, ${splitTitles[view.split].toLowerCase()}`}
          sort={sort}
          hrefOf={(other) => hrefOf(sorted(other))}
        />
      ) : (
        <Nothing filtered={board.filtered > 0} noun={noun[0]} />
      )}
      {page.total > page.pageSize ? <Pagination {...page} noun={noun[1]} hrefOf={(other) => hrefOf(turned(other))} /> : null}
      <HiddenNote hidden={board.hidden} filtered={board.filtered} showAllHref={hrefOf({ method: undefined, q: undefined })} noun={noun} />
      {filled ? (
        <div className="mt-2">
          <ColumnChoice name={columnsName} columns={board.offered} view={view} />
        </div>
      ) : null}
    </Section>
  );
}

/** Why there is no row, and where rows would come from. */
function Nothing({ filtered, noun }: { filtered: boolean; noun: string }) {
  if (filtered) return <EmptyState title="Nothing fits">Your filters leave no row.</EmptyState>;
  return (
    <EmptyState title="Nothing here yet">
      No {noun} has answered these questions yet. <TextLink href="/runs">Runs</TextLink> fill this board;{" "}
      <TextLink href="/submit">submit a model</TextLink> to be in it.
    </EmptyState>
  );
}
