/** Whether keys without Ctrl or Alt do something. Kept like the colours: by this browser, with an account and without. */
export type SingleKeys = "on" | "off";

export const singleKeysCookie = "single-keys";

/** Anything that is no choice counts as the usual one. */
export function parseSingleKeys(value: unknown): SingleKeys {
  return value === "off" ? "off" : "on";
}
