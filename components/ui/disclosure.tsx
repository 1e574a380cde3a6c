import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

type DisclosureProps = Omit<ComponentProps<"details">, "title"> & { summary: ReactNode };

/** Something that is there for those who want it. */
export function Disclosure({ summary, className, children, ...rest }: DisclosureProps) {
  return (
    <details className={cn("group min-w-0", className)} {...rest}>
      <summary className="inline-flex list-none items-baseline gap-2 py-1 text-accent text-sm hover:text-accent-deep [&::-webkit-details-marker]:hidden">
        <svg aria-hidden="true" viewBox="0 0 10 10" className="size-2.5 shrink-0 fill-current transition-transform group-open:rotate-90">
          <path d="M2 0 L9 5 L2 10 Z" />
        </svg>
        <span className="underline decoration-1 underline-offset-[0.18em]">{summary}</span>
      </summary>
      <div className="pt-2 pb-1">{children}</div>
    </details>
  );
}
