import type { z } from "zod";
import type { FieldProblem } from "@/lib/errors";

/** What is wrong with typed parameters, by the fields of the form; `within` is the part of them that was looked at. */
export function parameterProblems(error: z.ZodError, within: readonly string[] = []): FieldProblem[] {
  return error.issues.map((issue) => {
    const name = [...within, ...issue.path].join(".");
    return { field: `parameter.${name}`, message: `${name}: ${wordsOf(issue)}` };
  });
}

function wordsOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "too_big") return `at most ${issue.maximum}.`;
  if (issue.code === "too_small") return `at least ${issue.minimum}.`;
  if (issue.code === "invalid_type" && issue.expected === "int") return "a whole number is needed.";
  if (issue.code === "invalid_type" && issue.expected === "number") return "a number is needed.";
  return issue.message;
}
