import type { z } from "zod";
import { Unreadable } from "./source-row";

const wanted: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  array: "a list",
  record: "texts by their names",
  object: "an object",
};

/** What is wrong with a field, for somebody who never saw a schema; undefined where the schema's own words say it. */
export const inOurWords: z.core.$ZodErrorMap = (issue) => {
  const { input } = issue;
  if (input instanceof Unreadable) return input.reason;
  if (input === undefined) return "is missing";
  switch (issue.code) {
    case "invalid_type":
      return `needs ${wanted[issue.expected] ?? issue.expected}, not ${nounOf(input)}`;
    case "too_small":
      return issue.origin === "string" ? "is empty" : `needs at least ${String(issue.minimum)}`;
    case "invalid_value":
      return `is none of ${issue.values.map(String).join(", ")}`;
    case "invalid_union":
      if (issue.errors.length === 0) return "names no kind that is known";
      return nearest(issue.errors) ?? `is ${nounOf(input)}, which does not belong here`;
    default:
      return undefined;
  }
};

/** Of all shapes that a value may have, what is wrong inside the one that it has. */
function nearest(errors: readonly (readonly z.core.$ZodIssue[])[]): string | undefined {
  const inside = errors.flat().find(({ path }) => path.length > 0);
  return inside && `[${inside.path.map(String).join("][")}] ${inside.message}`;
}

function nounOf(value: unknown): string {
  if (value === null) return "an empty value (null)";
  if (Array.isArray(value)) return "a list";
  const nouns: Readonly<Record<string, string>> = { string: "a text", number: "a number", boolean: "true or false" };
  return nouns[typeof value] ?? "an object with fields of its own";
}
