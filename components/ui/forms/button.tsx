import type { ComponentProps } from "react";
import { cn } from "../cn";
import { type ButtonStyle, buttonStyles } from "./button-styles";

type ButtonProps = ComponentProps<"button"> & ButtonStyle;

/** A button. It does nothing by itself unless `type="submit"` is given or it sends a form with `formAction`. */
export function Button({ variant, size, className, type = "button", ...rest }: ButtonProps) {
  return <button type={type} className={cn(buttonStyles({ variant, size }), className)} {...rest} />;
}
