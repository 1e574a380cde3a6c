import type { CheckId, CheckOutcome } from "./schema";

/** Words for the Hub checks. Browser-safe. */
export const checkTitles: Record<CheckId, string> = {
  access: "Can be read",
  name: "Name",
  owner: "Author",
  licence: "Licence",
  size: "Size",
  architecture: "Kind of model",
  "chat-template": "Chat template",
  code: "No code of its own",
  weights: "Weight files",
  security: "File scan",
  duplicate: "New here",
  description: "Description",
};

export const outcomeTitles: Record<CheckOutcome, string> = {
  pass: "Passed",
  warn: "Look at this",
  fail: "Not met",
  unknown: "Could not be checked",
};

/** A number of parameters as people say it: "935 thousand", "7.6 billion". */
export function parametersInWords(parameters: number): string {
  const format = (value: number) => (value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(2))));
  if (parameters >= 1e9) return `${format(parameters / 1e9)} billion`;
  if (parameters >= 1e6) return `${format(parameters / 1e6)} million`;
  if (parameters >= 1e3) return `${format(parameters / 1e3)} thousand`;
  return String(parameters);
}
