import type { ComponentProps } from "react";
import { cn } from "../cn";
import { controlStyles } from "./control-styles";

/** A one-line text input; what is typed decides in which direction it runs. */
export function Input({ className, type = "text", ...rest }: ComponentProps<"input">) {
  return <input type={type} dir="auto" className={cn(controlStyles, className)} {...rest} />;
}
