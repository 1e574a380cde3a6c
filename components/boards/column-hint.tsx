import type { Column } from "@/lib/boards/column";
import { NoteMark } from "../ui/tables/note-mark";
import { ColumnHead } from "../ui/tables/table";

/** A mark in the head of a column; pressed, it says what the numbers below mean. */
export function ColumnHint({ title, hint }: { title: string; hint: string }) {
  return (
    <NoteMark
      mark="?"
      name={`What “${title}” means`}
      notes={[hint]}
      className="in-head shrink-0 font-normal text-ink-faint text-xs hover:text-ink"
    />
  );
}

/** Head of a column that does not sort. */
export function HintedHead({ column: { title, hint, numeric } }: { column: Pick<Column<never>, "title" | "hint" | "numeric"> }) {
  return (
    <ColumnHead numeric={numeric} abbr={title}>
      <span className="inline-flex items-center">
        {title}
        <ColumnHint title={title} hint={hint} />
      </span>
    </ColumnHead>
  );
}
