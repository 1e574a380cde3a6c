import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "../cn";

type CheckboxProps = Omit<ComponentProps<"input">, "type"> & { label: ReactNode; hint?: ReactNode; error?: string | undefined };

/** A check box with its label and, below it, a hint and an error; a press on the label toggles it. */
export function Checkbox({ label, hint, error, id, className, ...rest }: CheckboxProps) {
  const made = useId();
  const own = id ?? made;
  const described = [hint ? `${own}-hint` : "", error ? `${own}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className={cn("grid grid-cols-[auto_1fr] gap-x-3", className)}>
      <input
        id={own}
        type="checkbox"
        className="mt-1 size-5"
        aria-describedby={described || undefined}
        aria-invalid={error ? true : undefined}
        {...rest}
      />
      <label htmlFor={own} className="cursor-pointer">
        {label}
      </label>
      {hint ? (
        <p id={`${own}-hint`} className="col-start-2 text-ink-soft text-sm">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${own}-error`} className="col-start-2 font-medium text-bad text-sm">
          {error}
        </p>
      ) : null}
    </div>
  );
}
