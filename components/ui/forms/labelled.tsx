import type { ReactNode } from "react";

interface LabelledProps {
  /** Id of the control. */
  control: string;
  label: string;
  children: ReactNode;
}

/** A control of a filter with its label; fields of entry forms have hints and errors too, see `Field`. */
export function Labelled({ control, label, children }: LabelledProps) {
  return (
    <div className="grid min-w-0 gap-1">
      <label htmlFor={control} className="font-medium text-sm">
        {label}
      </label>
      {children}
    </div>
  );
}
