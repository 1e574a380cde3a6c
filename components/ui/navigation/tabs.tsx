import { cn } from "../cn";
import { PageLink } from "./page-link";

export interface Tab {
  href: string;
  label: string;
  current: boolean;
  /** A number beside the label, for example how many there are. */
  count?: number | undefined;
}

/** Views of one thing, each with its own address, so that they can be linked, bookmarked and opened without scripts. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav aria-label={label} className="mb-5 border-rule border-b" data-print="hide">
      <ul className="-mb-px flex flex-wrap gap-x-6">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <PageLink
              href={tab.href}
              aria-current={tab.current ? "page" : undefined}
              className={cn(
                "inline-flex items-baseline gap-1.5 border-b-2 py-2",
                tab.current
                  ? "border-accent font-semibold text-ink"
                  : "border-transparent text-ink-soft hover:border-rule-strong hover:text-ink",
              )}
            >
              {tab.label}
              {tab.count === undefined ? null : <span className="text-ink-faint text-sm tabular-nums">{tab.count}</span>}
            </PageLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
