import type { ReactNode } from "react";
import { Fieldset } from "./fieldset";

interface RadioOption {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean | undefined;
}

interface RadioGroupProps {
  name: string;
  legend: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  options: readonly RadioOption[];
  defaultValue?: string | undefined;
  required?: boolean | undefined;
}

/** One choice among a few, all of them in sight. */
export function RadioGroup({ name, legend, hint, error, options, defaultValue, required }: RadioGroupProps) {
  return (
    <Fieldset legend={legend} hint={hint} error={error} id={`field-${name}`}>
      {options.map((option) => {
        const id = `field-${name}-${option.value}`;
        return (
          <div key={option.value} className="grid grid-cols-[auto_1fr] gap-x-3">
            <input
              id={id}
              type="radio"
              name={name}
              value={option.value}
              defaultChecked={option.value === defaultValue}
              disabled={option.disabled}
              required={required}
              aria-describedby={option.hint ? `${id}-hint` : undefined}
              className="mt-1 size-5"
            />
            <label htmlFor={id} className="cursor-pointer">
              {option.label}
            </label>
            {option.hint ? (
              <p id={`${id}-hint`} className="col-start-2 text-ink-soft text-sm">
                {option.hint}
              </p>
            ) : null}
          </div>
        );
      })}
    </Fieldset>
  );
}
