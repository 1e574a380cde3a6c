import type { ComponentProps } from "react";
import { cn } from "./cn";

/** A sheet on the page; use it for things that can be picked up singly, not as a frame for everything. */
export function Card({ className, ...rest }: ComponentProps<"div">) {
  return <div className={cn("min-w-0 rounded-md border border-rule bg-surface p-5", className)} {...rest} />;
}
