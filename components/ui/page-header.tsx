import type { ReactNode } from "react";
import { Breadcrumb, type Crumb } from "./navigation/breadcrumb";
import { visibleText } from "./visible-text";

interface PageHeaderProps {
  title: ReactNode;
  /** A sentence or two under the title. */
  lead?: ReactNode;
  /** A word above the title saying what kind of thing this is. */
  kind?: string | undefined;
  crumbs?: readonly Crumb[] | undefined;
  /** Badges beside the title. */
  badges?: ReactNode;
  /** Buttons and links that act on the thing. */
  actions?: ReactNode;
}

/** The head of a page, with its only h1. */
export function PageHeader({ title, lead, kind, crumbs, badges, actions }: PageHeaderProps) {
  return (
    <header className="mb-8 grid gap-3">
      {crumbs ? <Breadcrumb crumbs={crumbs} /> : null}
      <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-4">
        <div className="min-w-0">
          {kind ? <p className="label-caps mb-1 text-ink-faint">{kind}</p> : null}
          <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
            <h1 className="min-w-0 text-2xl [overflow-wrap:anywhere] sm:text-3xl">{visibleText(title)}</h1>
            {badges ? <div className="flex flex-wrap gap-2">{badges}</div> : null}
          </div>
          {lead ? (
            <div dir="auto" className="mt-3 max-w-prose text-ink-soft text-lg">
              {visibleText(lead)}
            </div>
          ) : null}
        </div>
        {actions ? <div className="flex flex-wrap gap-3">{actions}</div> : null}
      </div>
    </header>
  );
}
