import type { ComponentProps } from "react";
import { cn } from "../cn";
import { controlStyles } from "./control-styles";

/** A text input of several lines, which grows with its text where the browser can and runs in the direction of what is typed. */
export function Textarea({ className, rows = 4, ...rest }: ComponentProps<"textarea">) {
  return <textarea rows={rows} dir="auto" className={cn(controlStyles, "field-sizing-content resize-y", className)} {...rest} />;
}
