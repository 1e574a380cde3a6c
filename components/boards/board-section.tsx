import type { ReactNode } from "react";
import { modelColumns, systemColumns } from "@/lib/boards/labels";
import type { BoardView, Hidden } from "@/lib/boards/schema";
import { EmptyState } from "../ui/empty-state";
import { Section } from "../ui/section";
import { ColumnChoice } from "./column-choice";
import { ExportLinks } from "./export-links";
import { HiddenNote } from "./hidden-note";
import { viewHref } from "./view-href";

interface BoardSectionProps {
  id: string;
  board: "individual" | "systems";
  title: string;
  lead: ReactNode;
  view: BoardView;
  shown: { rows: readonly unknown[]; hidden: readonly Hidden[]; filtered: number };
  /** Why there may be nothing, and where it would come from. */
  empty: ReactNode;
  children: ReactNode;
}

const kinds = {
  individual: { name: "modelColumns", columns: modelColumns, noun: ["model", "models"] },
  systems: { name: "systemColumns", columns: systemColumns, noun: ["system", "systems"] },
} as const;

/** A board: its table, what the table leaves out, and how to take it along. */
export function BoardSection({ id, board, title, lead, view, shown, empty, children }: BoardSectionProps) {
  const { name, columns, noun } = kinds[board];
  return (
    <Section
      id={id}
      title={title}
      lead={lead}
      actions={shown.rows.length > 0 ? <ExportLinks board={board} view={view} /> : null}
      className="mt-0"
    >
      {shown.rows.length > 0 ? (
        children
      ) : (
        <EmptyState title={shown.filtered > 0 ? "Nothing fits" : "Nothing here yet"}>
          {shown.filtered > 0 ? "Your filters leave no row." : empty}
        </EmptyState>
      )}
      <HiddenNote
        hidden={shown.hidden}
        filtered={shown.filtered}
        showAllHref={viewHref(view, { method: undefined, q: undefined }, "/", `#${id}`)}
        noun={noun}
      />
      {shown.rows.length > 0 ? (
        <div className="mt-2">
          <ColumnChoice name={name} columns={columns} view={view} />
        </div>
      ) : null}
    </Section>
  );
}
