import type { ReactNode } from "react";
import { cn } from "../cn";
import { visibleText } from "../visible-text";

export interface Definition {
  term: ReactNode;
  /** Names the pair for React where the term is no plain text. */
  key?: string;
  value: ReactNode;
}

/** Facts about one thing: terms to the left, values to the right, stacked on narrow screens. */
export function DefinitionList({ items, className }: { items: readonly Definition[]; className?: string }) {
  return (
    <dl className={cn("divide-y divide-rule border-rule border-y", className)}>
      {items.map((item, place) => (
        <div
          key={item.key ?? (typeof item.term === "string" ? item.term : place)}
          className="grid gap-x-6 py-2 sm:grid-cols-[12rem_1fr] sm:items-baseline"
        >
          <dt className="text-ink-soft text-sm">{item.term}</dt>
          <dd dir="auto" className="min-w-0 [overflow-wrap:anywhere]">
            {visibleText(item.value)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
