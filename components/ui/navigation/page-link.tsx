import Link from "next/link";
import type { ComponentProps } from "react";
import { asRoute } from "./route";

type PageLinkProps = Omit<ComponentProps<typeof Link>, "href" | "prefetch"> & { href: string };

/**
 * A link of the router that fetches nothing ahead. Each page is made for its reader, so all that could come early is an empty
 * frame: a request for every link that scrolls into sight, and no page that opens sooner.
 */
export function PageLink({ href, ...rest }: PageLinkProps) {
  return <Link {...rest} href={asRoute(href)} prefetch={false} />;
}
