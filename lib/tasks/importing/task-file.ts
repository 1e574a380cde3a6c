import { z } from "zod";
import { AppError, type FieldProblem } from "@/lib/errors";
import { type Domain, domains, type Split } from "../schema";
import { inOurWords } from "../types/in-our-words";
import { importedContent, type QuestionContent, taskTypeNames } from "../types/registry";
import { steering } from "./steering-signs";

/** Problems named in the message itself; the others are in `fields`. */
const namedProblems = 3;

const text = z.string().trim().min(1, "is empty");
const line = text.superRefine((value, context) => complain(steering(value), context));
const lines = text.superRefine((value, context) => complain(steering(value, true), context));
const slug = text.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "may only have lower-case letters, digits and single dashes");
const domainName = text
  .transform((name) => name.replaceAll("-", "_"))
  .pipe(z.enum(domains, `is none of ${domains.join(", ")} (dashes may stand for underscores)`));

const head = z.strictObject({
  name: slug,
  title: line,
  domain: domainName,
  taskType: z.enum(taskTypeNames, `is none of ${taskTypeNames.join(", ")}`),
  description: lines,
  license: line,
  source: line,
  splits: z.strictObject({
    heldOut: z.array(z.unknown()),
    dev: z.array(z.unknown()).min(1, "needs at least one question"),
    test: z.array(z.unknown()).min(1, "needs at least one question"),
  }),
});

function complain(message: string | null, context: z.core.$RefinementCtx): void {
  if (message !== null) context.addIssue({ code: "custom", message });
}

/** A task as its file describes it, checked. */
export interface TaskFile {
  slug: string;
  title: string;
  domain: Domain;
  description: string;
  license: string;
  source: string;
  taskType: string;
  questions: { split: Split; position: number; content: QuestionContent }[];
}

/**
 * Checks a task file wholly.
 * @param file parsed JSON
 * @throws AppError INVALID_INPUT that names every faulty field as a path, for example `splits.dev[3].choices`
 */
export function readTaskFile(file: unknown): TaskFile {
  const outcome = head.safeParse(file, { error: inOurWords });
  if (!outcome.success) throw refusal(outcome.error.issues.map((issue) => problem(issue.path, issue.message)));
  const { name, splits, ...rest } = outcome.data;
  const problems: FieldProblem[] = [];
  const questions: TaskFile["questions"] = [];
  const bySplit: [Split, string, unknown[]][] = [
    ["held_out", "heldOut", splits.heldOut],
    ["dev", "dev", splits.dev],
    ["test", "test", splits.test],
  ];
  for (const [split, field, rows] of bySplit) {
    for (const [position, row] of rows.entries()) {
      const item = readItem(rest.taskType, row);
      if (item.success) questions.push({ split, position, content: item.data });
      else problems.push(...item.error.issues.map((issue) => problem(["splits", field, position, ...issue.path], issue.message)));
    }
  }
  if (problems.length > 0) throw refusal(problems);
  return { slug: name, ...rest, questions };
}

/** One question in the shape of our task files, checked by its type. */
export function readItem(taskType: string, row: unknown): z.ZodSafeParseResult<QuestionContent> {
  const isObject = typeof row === "object" && row !== null && !Array.isArray(row);
  return importedContent.safeParse(isObject ? { ...row, taskType } : row, { error: inOurWords });
}

function problem(path: readonly PropertyKey[], message: string): FieldProblem {
  return { field: fieldPath(path), message };
}

/** "dev[3].choices" for `["dev", 3, "choices"]`. */
export function fieldPath(path: readonly PropertyKey[]): string {
  const field = path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("");
  return field.replace(/^\./, "");
}

/** A refusal with every problem, and what a person may do about all of them. */
export class ImportRefusal extends AppError {
  readonly advice: string;

  constructor(message: string, fields: FieldProblem[], advice: string) {
    super("INVALID_INPUT", message, fields);
    this.advice = advice;
  }
}

/**
 * The error for a file with these problems.
 * @param advice a sentence on what helps against all of them
 */
export function refusal(problems: readonly FieldProblem[], advice = ""): ImportRefusal {
  const named = problems.slice(0, namedProblems).map(({ field, message }) => `${field || "the file"}: ${message}`);
  const further = problems.length - named.length;
  const rest = further > 0 ? `; and ${further} more` : "";
  const message = `The task cannot be imported. ${named.join("; ")}${rest}.${advice ? ` ${advice}` : ""}`;
  return new ImportRefusal(message, [...problems], advice);
}
