import type { ReactNode } from "react";

interface EmptyStateProps {
  title: string;
  /** Why there is nothing, and what would change that. */
  children: ReactNode;
  /** The way on: one link or button. */
  action?: ReactNode;
}

/** Says why a list is empty. Drawn as a rest: five staff lines and silence. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="grid justify-items-center gap-3 px-4 py-14 text-center">
      <svg aria-hidden="true" viewBox="0 0 120 40" className="h-10 w-30 stroke-rule-strong" fill="none" strokeWidth="1">
        <path d="M0 4.5H120M0 12.5H120M0 20.5H120M0 28.5H120M0 36.5H120" className="stroke-rule" />
        <path d="M52 12.5H68V17.5H52Z" className="fill-ink-faint stroke-none" />
      </svg>
      <p className="font-serif text-ink text-xl">{title}</p>
      <div className="max-w-prose text-ink-soft">{children}</div>
      {action ? <div className="mt-2">{action}</div> : null}
    </div>
  );
}
