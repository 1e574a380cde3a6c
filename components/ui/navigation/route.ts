import type { Route } from "next";
import type { ComponentProps } from "react";

/**
 * Lets primitives take addresses as plain text, built with ids and search parameters. The end-to-end crawl follows every
 * link of every page, so a wrong address does not stay unseen.
 */
export function asRoute(href: string): Route {
  return href as Route;
}

/** What links take: the attributes of HTML, and an address as text. They need no handlers. */
export type LinkProps = Omit<ComponentProps<"a">, "href" | "onClick" | "onMouseEnter" | "onTouchStart"> & { href: string };

/** Addresses of other sites, of parts of the page, and downloads are plain links; all others are the router's. */
export function isPlain({ href, download }: Pick<LinkProps, "href" | "download">): boolean {
  return !href.startsWith("/") || href.startsWith("/api/") || download !== undefined;
}
