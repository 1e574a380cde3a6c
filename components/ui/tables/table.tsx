import type { ComponentProps, ReactNode } from "react";
import { cn } from "../cn";
import { visibleText } from "../visible-text";

interface TableProps extends Omit<ComponentProps<"table">, "title"> {
  /** Says what the rows are; it also names the scroll container for those who do not see it. */
  caption: string;
  captionHidden?: boolean | undefined;
  /** Long tables scroll in their own window with the column heads in sight. */
  windowed?: boolean | undefined;
  /** On a phone each row becomes a card; its cells then need a `label`. */
  cards?: boolean | undefined;
}

/** A table in a container that scrolls sideways by itself and can be reached and moved by keyboard. */
export function Table({ caption, captionHidden = false, windowed = false, cards = false, className, children, ...rest }: TableProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls; this group names a scroll container without adding a landmark for each table
    <div
      role="group"
      aria-label={caption}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll container must be reachable by keyboard
      tabIndex={0}
      data-scroll-container
      className={cn(
        "relative overflow-x-auto",
        windowed && "sm:max-h-[80vh] sm:overflow-y-auto sm:[&_thead_th]:sticky sm:[&_thead_th]:top-0 sm:[&_thead_th]:z-10",
      )}
    >
      <table className={cn("w-full border-collapse text-left text-sm", cards && "cards", className)} {...rest}>
        <caption className={captionHidden ? "sr-only" : "pb-2 text-left text-ink-soft text-sm"}>{caption}</caption>
        {children}
      </table>
    </div>
  );
}

export function TableHead({ children }: { children: ReactNode }) {
  return <thead className="border-ink border-b-2">{children}</thead>;
}

export function TableBody({ children }: { children: ReactNode }) {
  return <tbody>{children}</tbody>;
}

export function TableRow({ className, ...rest }: ComponentProps<"tr">) {
  return <tr className={cn("border-rule border-b align-baseline", className)} {...rest} />;
}

type CellProps = { numeric?: boolean /** Stays in sight while the table scrolls sideways. */; pinned?: boolean | undefined };

const pinnedStyles = "sticky left-0 z-[1] bg-paper";

/** Head of a column. Give `aria-sort` where the table is sorted by it. */
export function ColumnHead({ numeric, pinned, className, ...rest }: ComponentProps<"th"> & CellProps) {
  return (
    <th
      scope="col"
      className={cn(
        "bg-paper px-3 py-2 align-bottom font-semibold leading-tight first:pl-0 last:pr-0",
        numeric && "text-right",
        pinned && pinnedStyles,
        className,
      )}
      {...rest}
    />
  );
}

/** Head of a row: the cell that names it. */
export function RowHead({ numeric, pinned, className, children, ...rest }: ComponentProps<"th"> & CellProps) {
  return (
    <th scope="row" className={cn("cell text-left font-medium", numeric && "text-right", pinned && pinnedStyles, className)} {...rest}>
      {visibleText(children)}
    </th>
  );
}

export function Cell({
  numeric,
  pinned,
  label,
  className,
  children,
  ...rest
}: ComponentProps<"td"> & CellProps /** What stands over the value on a card: the name of its column. */ & { label?: string | undefined }) {
  return (
    <td data-label={label} className={cn("cell", numeric ? "cell-numeric" : "min-w-20", pinned && pinnedStyles, className)} {...rest}>
      {visibleText(children)}
    </td>
  );
}
