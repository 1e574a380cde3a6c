import type { ReactNode } from "react";

interface KbdProps {
  children: ReactNode;
  /** A key that acts by itself: not shown to readers who switched such keys off. */
  single?: boolean;
}

/** A key on the keyboard. */
export function Kbd({ single = false, children }: KbdProps) {
  return (
    <kbd
      data-keys={single ? "on" : undefined}
      className="rounded-sm border border-rule-strong bg-surface px-1.5 py-px font-sans text-ink-soft text-xs"
    >
      {children}
    </kbd>
  );
}
