import type { QuestionContent, TaskTypeName as TaskType } from "@/lib/tasks/types/registry";
import type { Form } from "../reading";
import { type Outcome, outcomeOf } from "./outcome-of";

/** What is known of a verdict, from which follows how certain it is. */
export interface Circumstances {
  form: Form;
  parsed: string | null;
  score: number;
  /** Log-odds that learned weights give to what was read; absent where only rules were asked. */
  logit?: number | undefined;
  /** Names of what else of question and answer matters. */
  traits?: readonly string[] | undefined;
}

/** Types whose verdicts come from the same rules and weights are calibrated together. */
const groups = { multiple_choice: "options", exact_match: "values", f1_match: "values", noncompliance: "compliance" } as const;
export type CertaintyGroup = (typeof groups)[keyof typeof groups];

/** The calibration that a type belongs to; null where no text decides, or a program does. */
export function groupOf(taskType: TaskType): CertaintyGroup | null {
  return taskType in groups ? groups[taskType as keyof typeof groups] : null;
}

/** Beyond these odds a likelihood says nothing more. */
const mostLogit = 7;

/** The signs of a verdict with their strengths: form, outcome and traits, alone and together, and the log-odds. */
export function certaintySigns(content: QuestionContent, circumstances: Circumstances): Map<string, number> {
  const { form, logit, traits = [] } = circumstances;
  const outcome: Outcome = outcomeOf(content, circumstances);
  const names = [form, outcome, `${form} ${outcome}`, ...traits.flatMap((trait) => [trait, `${trait} ${outcome}`])];
  const ofType = content.taskType === "f1_match" ? ["f1", `f1 ${outcome}`, ...traits.map((trait) => `f1 ${trait}`)] : [];
  const signs = new Map([...names, ...ofType].map((name) => [name, 1]));
  if (logit !== undefined) signs.set(form === "weighed" ? "odds" : "odds beside a rule", Math.max(-mostLogit, Math.min(mostLogit, logit)));
  return signs;
}
