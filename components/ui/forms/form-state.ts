import type { FieldProblem } from "@/lib/errors";

/** What a form holds, as it travels: names that occur more than once are arrays. */
export type FormValues = Record<string, string | string[]>;

/** How sending a form was answered. `values` gives back what was typed, so that nothing is lost. */
export type FormState<Data = unknown> =
  | { status: "idle" }
  | { status: "done"; message: string; data?: Data }
  | { status: "problem"; message: string; fields: FieldProblem[]; values: FormValues };

/** What a form is sent to, with the answer that it showed last. */
export type FormAction = (state: unknown, form: FormData) => Promise<FormState>;

/** Before anything was sent. */
export const untouched: FormState = { status: "idle" };
