import { type ReactNode, useId } from "react";
import { cn } from "./cn";

interface SectionProps {
  title: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  /** Target of links into the page. */
  id?: string | undefined;
  className?: string | undefined;
  children: ReactNode;
}

/** A part of a page under its own h2. */
export function Section({ title, lead, actions, id, className, children }: SectionProps) {
  const heading = useId();
  return (
    <section id={id} aria-labelledby={heading} className={cn("mt-12 min-w-0 first:mt-0", className)}>
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
        <h2 id={heading}>{title}</h2>
        {actions ? <div className="flex flex-wrap gap-3">{actions}</div> : null}
      </div>
      {lead ? <div className="-mt-2 mb-4 max-w-prose text-ink-soft">{lead}</div> : null}
      {children}
    </section>
  );
}
