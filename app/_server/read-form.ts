import type { FormValues } from "@/components/ui/forms/form-state";
import { AppError } from "@/lib/errors";

/**
 * A form's entries as plain values; names that occur more than once become arrays. Files are refused, and so is whatever
 * is no form: anybody can call an action with any value.
 */
export function readForm(form: unknown): FormValues {
  if (!(form instanceof FormData))
    throw new AppError("INVALID_INPUT", "This was not sent by a form. Reload the page and use the form there.");
  const values = new Map<string, string | string[]>();
  for (const name of new Set(form.keys())) {
    if (name.startsWith("$ACTION")) continue;
    const entries = form.getAll(name);
    if (!entries.every((entry) => typeof entry === "string")) throw new AppError("INVALID_INPUT", `"${name}" must be text, not a file.`);
    // Postgres stores any text but this character.
    if (entries.some((entry) => entry.includes("\0")))
      throw new AppError("INVALID_INPUT", `"${name}" contains a character that cannot be stored (U+0000).`);
    const [first, ...others] = entries;
    values.set(name, others.length > 0 ? [first ?? "", ...others] : (first ?? ""));
  }
  return Object.fromEntries(values);
}
