"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { asRoute } from "../ui/route";

/** A link of the main navigation that knows whether it is where the reader is. */
export function NavLink({ href, label }: { href: string; label: string }) {
  const path = usePathname();
  const here = href === "/" ? path === "/" : path === href || path.startsWith(`${href}/`);
  return (
    <Link
      href={asRoute(href)}
      aria-current={here ? "page" : undefined}
      className="inline-block border-transparent border-b-2 py-1.5 text-ink-soft hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink"
    >
      {label}
    </Link>
  );
}
