import type { ShownColumn } from "@/lib/boards/shown-columns";
import { cn } from "../ui/cn";
import { TextLink } from "../ui/navigation/text-link";
import { ColumnHead } from "../ui/tables/table";
import { ColumnHint } from "./column-hint";

interface SortHeadProps {
  /** Without a hint where the title says all there is to know. */
  column: Pick<ShownColumn<never>, "sortKey" | "title" | "hint" | "numeric">;
  /** The sort in force: a column's key, with a minus for descending. */
  sort: string;
  hrefOf: (sort: string) => string;
  pinned?: boolean;
}

/** Head of a column that sorts when followed; numbers start with the largest. Pressed again, it turns around. */
export function SortHead({ column, sort, hrefOf, pinned = false }: SortHeadProps) {
  const descending = sort === `-${column.sortKey}`;
  const ascending = sort === column.sortKey;
  const first = column.numeric && column.sortKey !== "rank" ? `-${column.sortKey}` : column.sortKey;
  const turned = descending ? column.sortKey : `-${column.sortKey}`;
  const direction = descending ? ("descending" as const) : ("ascending" as const);
  const sorted = descending || ascending;
  return (
    <ColumnHead numeric={column.numeric} pinned={pinned} aria-sort={sorted ? direction : undefined} abbr={column.title}>
      <span className="inline-flex items-end">
        <TextLink
          href={hrefOf(sorted ? turned : first)}
          quiet
          className={cn("inline-block min-w-6 py-0.5", sorted ? "text-accent" : "decoration-transparent")}
        >
          {column.title}
          {sorted ? <span aria-hidden="true">{descending ? "\u00a0↓" : "\u00a0↑"}</span> : null}
        </TextLink>
        {column.hint ? <ColumnHint title={column.title} hint={column.hint} /> : null}
      </span>
    </ColumnHead>
  );
}
