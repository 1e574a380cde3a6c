import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "./cn";

const badgeStyles = cva("inline-flex items-center gap-1 whitespace-nowrap rounded-sm border px-1.5 py-px font-medium text-xs", {
  variants: {
    tone: {
      neutral: "border-rule bg-sunk text-ink-soft",
      info: "border-accent/30 bg-accent-wash text-accent",
      good: "border-good/30 bg-good-wash text-good",
      warn: "border-warn/30 bg-warn-wash text-warn",
      bad: "border-bad/30 bg-bad-wash text-bad",
      solo: "border-solo/30 bg-solo-wash text-solo",
      ensemble: "border-ensemble/30 bg-ensemble-wash text-ensemble",
    },
  },
  defaultVariants: { tone: "neutral" },
});

export type BadgeTone = NonNullable<VariantProps<typeof badgeStyles>["tone"]>;

/** A state or kind in a word or two. The word carries the meaning; the tone only repeats it. */
export function Badge({ tone, className, ...rest }: ComponentProps<"span"> & { tone?: BadgeTone | undefined }) {
  return <span className={cn(badgeStyles({ tone }), className)} {...rest} />;
}
