import type { ComponentProps } from "react";
import { cn } from "../ui/cn";

/** The frame of every page's content: one width, one margin. */
export function Page({ className, ...rest }: ComponentProps<"div">) {
  return <div className={cn("mx-auto max-w-page px-4 py-10 sm:px-8", className)} {...rest} />;
}
