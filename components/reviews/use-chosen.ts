"use client";

import { type RefObject, useCallback, useSyncExternalStore } from "react";
import type { FormValues } from "../ui/forms/form-state";
import { readValues } from "../ui/forms/form-values";

/** What is chosen in a form right now, also what the browser put back into it after a reload; empty before scripts. */
export function useChosen(form: RefObject<HTMLFormElement | null>, pick: (values: FormValues) => string): string {
  const subscribe = useCallback(
    (onChange: () => void) => {
      const element = form.current;
      element?.addEventListener("change", onChange);
      return () => element?.removeEventListener("change", onChange);
    },
    [form],
  );
  const read = () => (form.current ? pick(readValues(form.current)) : "");
  return useSyncExternalStore(subscribe, read, () => "");
}
