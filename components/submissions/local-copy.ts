import { z } from "zod";
import type { FormValues } from "../ui/forms/form-state";

/** A copy of the form in this browser, for the time between typing and the server's answer. */
const copy = z.object({
  savedAt: z.iso.datetime(),
  values: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
});
export type LocalCopy = z.infer<typeof copy>;

/** One copy per draft; "new" before the server knows it. */
export function copyKey(submissionId: string): string {
  return `polyphony-draft:${submissionId || "new"}`;
}

export function readCopy(key: string): LocalCopy | null {
  try {
    return copy.parse(JSON.parse(localStorage.getItem(key) ?? "null"));
  } catch {
    return null;
  }
}

/** @returns whether the browser could keep it: private windows and full stores refuse */
export function writeCopy(key: string, values: FormValues): boolean {
  try {
    localStorage.setItem(key, JSON.stringify({ savedAt: new Date().toISOString(), values } satisfies LocalCopy));
    return true;
  } catch {
    return false;
  }
}

export function dropCopy(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // A browser that keeps nothing has nothing to drop.
  }
}

/** Hands the entry over as a file, the last resort that needs neither server nor browser store. */
export function downloadCopy(values: FormValues): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(values, null, 2)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = "polyphony-submission.json";
  link.click();
  URL.revokeObjectURL(url);
}
