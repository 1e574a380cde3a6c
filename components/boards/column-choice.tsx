import type { Column } from "@/lib/boards/column";
import type { BoardView } from "@/lib/boards/schema";
import { Disclosure } from "../ui/disclosure";
import { Button } from "../ui/forms/button";
import { Checkbox } from "../ui/forms/checkbox";
import { TextLink } from "../ui/navigation/text-link";
import { HiddenEntries } from "./hidden-entries";
import { viewEntries, viewHref } from "./view-href";

interface ColumnChoiceProps {
  name: "modelColumns" | "systemColumns";
  columns: readonly Column<never>[];
  view: BoardView;
}

/** Which columns a table shows; a form of its own, so that it works without scripts. */
export function ColumnChoice({ name, columns, view }: ColumnChoiceProps) {
  const chosen = view[name];
  return (
    <Disclosure summary="Columns">
      <form action="/" method="get" className="grid gap-3">
        <HiddenEntries entries={viewEntries(view, { [name]: undefined })} />
        {/* One value is always sent, so that "none of the others" differs from "the usual ones". */}
        <input type="hidden" name={name} value="name" />
        <fieldset className="grid gap-x-6 gap-y-2 sm:grid-cols-2 lg:grid-cols-3">
          <legend className="sr-only">Columns to show</legend>
          {columns
            .filter((column) => !column.fixed)
            .map((column) => (
              <Checkbox
                key={column.key}
                name={name}
                value={column.key}
                label={column.title}
                hint={column.hint}
                defaultChecked={chosen?.includes(column.key) ?? column.usual}
              />
            ))}
        </fieldset>
        <p className="flex flex-wrap items-baseline gap-4">
          <Button type="submit" size="small">
            Show these columns
          </Button>
          {chosen ? <TextLink href={viewHref(view, { [name]: undefined })}>Usual columns</TextLink> : null}
        </p>
      </form>
    </Disclosure>
  );
}
