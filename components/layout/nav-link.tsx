"use client";

import { usePathname } from "next/navigation";
import { PageLink } from "../ui/navigation/page-link";

/** A link of the main navigation that knows whether it is where the reader is. */
export function NavLink({ href, label }: { href: string; label: string }) {
  const path = usePathname();
  const here = href === "/" ? path === "/" : path === href || path.startsWith(`${href}/`);
  return (
    <PageLink
      href={href}
      aria-current={here ? "page" : undefined}
      className="inline-block border-transparent border-b-2 py-1.5 text-ink-soft hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink"
    >
      {label}
    </PageLink>
  );
}
