import type { FormValues } from "./form-state";

export function textOf(values: FormValues, name: string): string {
  const value = values[name];
  return (Array.isArray(value) ? value[0] : value) ?? "";
}

export function listOf(values: FormValues, name: string): string[] {
  const value = values[name];
  if (value === undefined || value === "") return [];
  return Array.isArray(value) ? value : [value];
}

/** What is in a form on the page right now. */
export function readValues(form: HTMLFormElement): FormValues {
  return valuesOf(new FormData(form));
}

/** What a form is about to send, as values that can be kept. */
export function valuesOf(data: FormData): FormValues {
  const values: FormValues = {};
  for (const name of new Set(data.keys())) {
    if (name.startsWith("$ACTION")) continue;
    const entries = data.getAll(name).filter((entry) => typeof entry === "string");
    values[name] = entries.length > 1 || name === "scopes" ? entries : (entries[0] ?? "");
  }
  return values;
}

/** The server takes 64 KiB at once; some of it is the form's own. */
const bytesAtMost = 60_000;

/** What to say instead of sending more than the server takes; null where it fits. */
export function whyTooLarge(data: FormData): string | null {
  const encoder = new TextEncoder();
  let bytes = 0;
  for (const value of data.values()) bytes += typeof value === "string" ? encoder.encode(value).length : value.size;
  return bytes > bytesAtMost
    ? "The form holds more text than can be sent, some 60,000 characters in all. Shorten the longest field."
    : null;
}

/** Puts kept values back into the form's controls. */
export function writeValues(form: HTMLFormElement, values: FormValues): void {
  for (const control of form.elements) {
    if (control instanceof HTMLTextAreaElement) control.value = textOf(values, control.name);
    if (!(control instanceof HTMLInputElement) || control.type === "hidden") continue;
    if (control.type === "checkbox") control.checked = listOf(values, control.name).includes(control.value);
    else control.value = textOf(values, control.name);
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

const bookkeeping = ["submissionId", "version", "intent"];

/** Whether two states of the form hold the same typed text and ticks. */
export function sameContent(one: FormValues, other: FormValues): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)].filter((name) => !bookkeeping.includes(name)));
  return [...names].every((name) => listOf(one, name).join("\n") === listOf(other, name).join("\n"));
}
