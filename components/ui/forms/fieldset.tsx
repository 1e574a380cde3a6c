import { type ReactNode, useId } from "react";
import { cn } from "../cn";

interface FieldsetProps {
  legend: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  /** Target of links from a summary of problems. */
  id?: string | undefined;
  className?: string | undefined;
  children: ReactNode;
}

/** A group of controls that belong to one question. */
export function Fieldset({ legend, hint, error, id, className, children }: FieldsetProps) {
  const made = useId();
  const own = id ?? made;
  const described = [hint ? `${own}-hint` : "", error ? `${own}-error` : ""].filter(Boolean).join(" ");
  return (
    <fieldset id={own} tabIndex={-1} aria-describedby={described || undefined} className={cn("min-w-0", className)}>
      <legend className="font-medium">{legend}</legend>
      {hint ? (
        <p id={`${own}-hint`} className="mt-0.5 max-w-prose text-ink-soft text-sm">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${own}-error`} className="mt-1 font-medium text-bad text-sm">
          {error}
        </p>
      ) : null}
      <div className="mt-3 grid gap-3">{children}</div>
    </fieldset>
  );
}
