import type { ComponentProps } from "react";
import { cn } from "../cn";
import { controlStyles } from "./control-styles";

interface SelectOption {
  value: string;
  label: string;
}

type SelectProps = ComponentProps<"select"> & { options: readonly SelectOption[]; placeholder?: string };

/** A native select. `placeholder` is an option without a value, for a choice that has not been made. */
export function Select({ options, placeholder, className, ...rest }: SelectProps) {
  return (
    <select className={cn(controlStyles, "pr-8", className)} {...rest}>
      {placeholder === undefined ? null : <option value="">{placeholder}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
