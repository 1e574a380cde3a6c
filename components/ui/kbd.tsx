import type { ReactNode } from "react";

/** A key on the keyboard. */
export function Kbd({ children }: { children: ReactNode }) {
  return <kbd className="rounded-sm border border-rule-strong bg-surface px-1.5 py-px font-sans text-ink-soft text-xs">{children}</kbd>;
}
