import type { ReactNode } from "react";
import { PageLink } from "../ui/navigation/page-link";
import { NavLink } from "./nav-link";
import { Wordmark } from "./wordmark";

interface NavigationItem {
  href: string;
  label: string;
}

interface SiteHeaderProps {
  items: readonly NavigationItem[];
  /** Where the reader signs in, or finds the own account and the way out. */
  account: ReactNode;
}

/** Name, navigation and account. It wraps on narrow screens, so that everything stays one press away without scripts. */
export function SiteHeader({ items, account }: SiteHeaderProps) {
  return (
    <header className="border-rule border-b" data-print="hide">
      <div className="mx-auto flex max-w-page flex-wrap items-center gap-x-4 gap-y-2 lg:gap-x-10 px-4 py-3 sm:px-8">
        <PageLink href="/" aria-label="Polyphony, to the leaderboard" className="shrink-0">
          <Wordmark />
        </PageLink>
        <div className="ml-auto lg:order-last lg:ml-0">{account}</div>
        <nav aria-label="Main" className="w-full min-w-0 lg:w-auto lg:flex-1">
          <ul className="flex flex-wrap gap-x-5 lg:gap-x-6">
            {items.map((item) => (
              <li key={item.href}>
                <NavLink {...item} />
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </header>
  );
}
