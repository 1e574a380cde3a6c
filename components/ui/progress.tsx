import { useId } from "react";
import { cn } from "./cn";

interface ProgressProps {
  label: string;
  value: number;
  /** Leave out where the end is not known yet. */
  max?: number | undefined;
  /** Words beside the bar, for example "12 of 40 questions". */
  detail?: string | undefined;
  tone?: "accent" | "solo" | "good" | "bad" | undefined;
  className?: string | undefined;
}

const tones = {
  accent: "[&::-webkit-progress-value]:bg-accent [&::-moz-progress-bar]:bg-accent",
  solo: "[&::-webkit-progress-value]:bg-solo [&::-moz-progress-bar]:bg-solo",
  good: "[&::-webkit-progress-value]:bg-good [&::-moz-progress-bar]:bg-good",
  bad: "[&::-webkit-progress-value]:bg-bad [&::-moz-progress-bar]:bg-bad",
} as const;

/** How far something has come. */
export function Progress({ label, value, max, detail, tone = "accent", className }: ProgressProps) {
  const id = useId();
  const known = max !== undefined && max > 0;
  return (
    <div className={cn("grid gap-1", className)}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 text-sm">
        <label htmlFor={id}>{label}</label>
        <span className="text-ink-soft tabular-nums">{detail ?? (known ? `${value} of ${max}` : "")}</span>
      </div>
      <progress
        id={id}
        {...(known ? { value: Math.min(value, max), max } : {})}
        className={cn(
          "h-2 w-full appearance-none overflow-hidden rounded-full border border-rule-strong bg-sunk [&::-webkit-progress-bar]:bg-sunk",
          tones[tone],
        )}
      />
    </div>
  );
}
