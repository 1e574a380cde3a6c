"use client";

import type { ComponentProps } from "react";
import { useFormStatus } from "react-dom";
import { Button } from "./button";

/** Sends the form around it. While the answer is awaited a second press does nothing and `waiting` is shown. */
export function SubmitButton({ waiting, children, variant = "primary", ...rest }: ComponentProps<typeof Button> & { waiting: string }) {
  const { pending } = useFormStatus();
  return (
    <Button
      type="submit"
      variant={variant}
      aria-disabled={pending}
      onClick={(event) => {
        if (pending) event.preventDefault();
      }}
      {...rest}
    >
      {pending ? waiting : children}
    </Button>
  );
}
