import { z } from "zod";
import { AppError, type FieldProblem } from "@/lib/errors";
import { goldsOf } from "@/lib/reading/golds";
import {
  codingItem,
  type Domain,
  domains,
  exactMatchItem,
  f1MatchItem,
  generalVerifierItem,
  generationDiversityItem,
  multipleChoiceItem,
  noncomplianceItem,
  type QuestionContent,
  rewardModelItem,
  type Split,
  taskTypes,
  verifiableInstructionItem,
} from "../schema";

/** Problems named in the message itself; the others are in `fields`. */
const namedProblems = 3;

const text = z.string().trim().min(1, "is empty");
const slug = text.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "may only have lower-case letters, digits and single dashes");
const domainName = text
  .transform((name) => name.replaceAll("-", "_"))
  .pipe(z.enum(domains, `is none of ${domains.join(", ")} (dashes may stand for underscores)`));

/** Items keep fields beyond those that scoring needs, because a source's own fields are part of the data. */
const items = {
  multiple_choice: multipleChoiceItem.loose().superRefine(checkChoices),
  exact_match: exactMatchItem.loose().refine(({ output }) => output.trim() !== "", { path: ["output"], message: "is empty" }),
  f1_match: f1MatchItem
    .loose()
    .refine(({ output }) => goldsOf(output).every((gold) => gold.trim() !== ""), { path: ["output"], message: "is empty" }),
  noncompliance: noncomplianceItem.loose(),
  verifiable_instruction: verifiableInstructionItem.loose(),
  reward_model: rewardModelItem.loose(),
  general_verifier: generalVerifierItem.loose().refine(({ output }) => output.trim() !== "", { path: ["output"], message: "is empty" }),
  generation_diversity: generationDiversityItem.loose(),
  coding: codingItem.loose(),
};

function checkChoices(item: { choices: Record<string, string>; answer: string }, context: z.core.$RefinementCtx): void {
  const keys = Object.keys(item.choices);
  const complain = (field: string, message: string) => context.addIssue({ code: "custom", path: [field], message });
  if (keys.length < 2 || keys.length > 26) complain("choices", `needs 2 to 26 options, not ${keys.length}`);
  const expected = keys.map((_, position) => String.fromCharCode(65 + position));
  const numbers = keys.map((_, position) => String(position + 1));
  if (!expected.every((key) => keys.includes(key)) && !numbers.every((key) => keys.includes(key))) {
    complain("choices", "needs the keys A, B, C … or 1, 2, 3 … without a gap");
  }
  if (!keys.includes(item.answer)) complain("answer", `is none of the options ${keys.join(", ")}`);
}

const head = z.strictObject({
  name: slug,
  title: text,
  domain: domainName,
  taskType: z.enum(taskTypes, `is none of ${taskTypes.join(", ")}`),
  description: text,
  license: text,
  source: text,
  splits: z.strictObject({
    heldOut: z.array(z.unknown()),
    dev: z.array(z.unknown()).min(1, "needs at least one question"),
    test: z.array(z.unknown()).min(1, "needs at least one question"),
  }),
});

/** A task as its file describes it, checked. */
export interface TaskFile {
  slug: string;
  title: string;
  domain: Domain;
  description: string;
  license: string;
  source: string;
  taskType: QuestionContent["taskType"];
  questions: { split: Split; position: number; content: QuestionContent }[];
}

/**
 * Checks a task file wholly.
 * @param file parsed JSON
 * @throws AppError INVALID_INPUT that names every faulty field as a path, for example `splits.dev[3].choices`
 */
export function readTaskFile(file: unknown): TaskFile {
  const outcome = head.safeParse(file);
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
export function readItem(taskType: QuestionContent["taskType"], row: unknown): z.ZodSafeParseResult<QuestionContent> {
  switch (taskType) {
    case "multiple_choice":
      return items.multiple_choice.transform((item) => ({ ...item, taskType })).safeParse(row);
    case "exact_match":
      return items.exact_match.transform((item) => ({ ...item, taskType })).safeParse(row);
    case "f1_match":
      return items.f1_match.transform((item) => ({ ...item, taskType })).safeParse(row);
    case "noncompliance":
      return items.noncompliance.transform((item) => ({ ...item, taskType })).safeParse(row);
    case "verifiable_instruction":
      return items.verifiable_instruction.transform((item) => ({ ...item, taskType })).safeParse(row);
    case "reward_model":
      return items.reward_model.transform((item) => ({ ...item, taskType })).safeParse(row);
    case "general_verifier":
      return items.general_verifier.transform((item) => ({ ...item, taskType })).safeParse(row);
    case "generation_diversity":
      return items.generation_diversity.transform((item) => ({ ...item, taskType })).safeParse(row);
    case "coding":
      return items.coding.transform((item) => ({ ...item, taskType })).safeParse(row);
  }
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
