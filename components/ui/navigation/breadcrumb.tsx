import { TextLink } from "./text-link";

export interface Crumb {
  label: string;
  href: string;
}

/** The way back up; the page itself is not part of it. */
export function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb" className="text-ink-soft text-sm" data-print="hide">
      <ol className="flex flex-wrap gap-x-2">
        {crumbs.map((crumb, place) => (
          <li key={crumb.href} className="flex gap-x-2">
            {place > 0 ? <span aria-hidden="true">/</span> : null}
            <TextLink href={crumb.href} quiet>
              {crumb.label}
            </TextLink>
          </li>
        ))}
      </ol>
    </nav>
  );
}
