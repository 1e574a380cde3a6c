import type { ReactNode } from "react";
import { cn } from "../cn";

/** What a control needs to be tied to its label, hint and error: spread it on the control. */
interface ControlProps {
  id: string;
  name: string;
  required: boolean;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
}

interface FieldProps {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  /** Words for what is wrong; or give all `problems` of the form and the field finds its own. */
  error?: string | undefined;
  problems?: readonly { field: string; message: string }[];
  required?: boolean | undefined;
  /** Only where two forms of a page have a field of the same name. */
  id?: string | undefined;
  className?: string | undefined;
  children: (control: ControlProps) => ReactNode;
}

/** Label, hint, control and error, tied by id: `<Field name="title" label="Title">{(control) => <Input {...control} />}</Field>`. */
export function Field({ name, label, hint, error, problems = [], required = false, id, className, children }: FieldProps) {
  const own = id ?? `field-${name}`;
  const problem = error ?? problems.find((each) => each.field === name)?.message;
  const described = [hint ? `${own}-hint` : "", problem ? `${own}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className={cn("grid min-w-0 content-start gap-1", className)}>
      <label htmlFor={own} className="font-medium">
        {label}
        {required ? null : <span className="font-normal text-ink-faint"> (optional)</span>}
      </label>
      {hint ? (
        <p id={`${own}-hint`} className="max-w-prose text-ink-soft text-sm">
          {hint}
        </p>
      ) : null}
      {problem ? (
        <p id={`${own}-error`} className="font-medium text-bad text-sm">
          {problem}
        </p>
      ) : null}
      {children({
        id: own,
        name,
        required,
        "aria-describedby": described || undefined,
        "aria-invalid": problem ? true : undefined,
      })}
    </div>
  );
}
