import type { ReactNode } from "react";
import { cn } from "../cn";

interface StatProps {
  label: ReactNode;
  value: ReactNode;
  /** For example the interval and n. */
  detail?: ReactNode;
  voice?: "solo" | "ensemble" | undefined;
}

const voices = { solo: "border-l-solo", ensemble: "border-l-ensemble" } as const;

/** One number with what it is and how sure it is. Group several in a `StatList`. */
export function Stat({ label, value, detail, voice }: StatProps) {
  return (
    <div className={cn("min-w-0 border-rule border-l-2 pl-4", voice && voices[voice])}>
      <dt className="text-ink-soft text-sm">{label}</dt>
      <dd className="font-serif text-2xl tabular-nums">{value}</dd>
      {detail ? <dd className="text-ink-soft text-sm tabular-nums">{detail}</dd> : null}
    </div>
  );
}

export function StatList({ children, className }: { children: ReactNode; className?: string }) {
  return <dl className={cn("grid grid-cols-[repeat(auto-fit,minmax(9rem,1fr))] gap-x-6 gap-y-5", className)}>{children}</dl>;
}
