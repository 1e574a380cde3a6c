import { cva, type VariantProps } from "class-variance-authority";

/** The look that buttons and links in the shape of buttons share. */
export const buttonStyles = cva(
  "inline-flex cursor-pointer items-center justify-center gap-2 rounded-sm border text-center font-medium leading-tight transition-colors disabled:cursor-not-allowed disabled:opacity-60 aria-disabled:cursor-not-allowed aria-disabled:opacity-60",
  {
    variants: {
      variant: {
        primary: "border-accent bg-accent text-on-accent hover:border-accent-deep hover:bg-accent-deep",
        secondary: "border-rule-strong bg-surface text-ink hover:border-ink hover:bg-sunk",
        quiet: "border-transparent bg-transparent text-accent hover:bg-accent-wash",
        danger: "border-bad bg-surface text-bad hover:bg-bad-wash",
      },
      size: {
        small: "min-h-8 px-2.5 py-1 text-sm leading-5",
        medium: "min-h-11 px-4 py-2 text-base leading-6",
        large: "min-h-12 px-6 py-2.5 text-lg",
      },
    },
    defaultVariants: { variant: "secondary", size: "medium" },
  },
);

export type ButtonStyle = VariantProps<typeof buttonStyles>;
