import "server-only";
import { revalidatePath } from "next/cache";
import type { z } from "zod";
import type { FormState, FormValues } from "@/components/ui/forms/form-state";
import { explainError } from "@/lib/api/explain-error";
import type { Actor } from "@/lib/auth/actor";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { readForm } from "./read-form";
import { currentActor } from "./session";

/**
 * The one way from a form to a verb: parse, actor, one call, errors as words.
 * @param shape zod shape of the form
 * @param form what the browser sent; whatever is no form is refused in words
 * @param verb a function of `lib` that takes actor and input
 * @param message what to say when it worked
 */
export async function runAction<Shape extends z.ZodType, Data>(
  shape: Shape,
  form: unknown,
  verb: (actor: Actor, input: z.output<Shape>) => Promise<Data>,
  message: string,
): Promise<FormState<Data>> {
  let values: FormValues = {};
  try {
    values = readForm(form);
    const outcome = shape.safeParse(values);
    if (!outcome.success) {
      const fields = outcome.error.issues.map((issue) => ({ field: String(issue.path[0] ?? ""), message: issue.message }));
      throw new AppError("INVALID_INPUT", "Some fields need another look.", fields);
    }
    const data = await verb(await currentActor(), outcome.data);
    return { status: "done", message, data };
  } catch (error) {
    if (isNextSignal(error)) throw error;
    const known = explainError(error);
    if (known) return { status: "problem", message: wordsOf(known), fields: known.fields, values };
    log.error({ err: error }, "an action failed unexpectedly");
    return {
      status: "problem",
      message: "Something went wrong on our side. What you typed is still here; please try again.",
      fields: [],
      values,
    };
  }
}

/**
 * Shows the page as it is now, unless the session has ended: a page that leads to the way in would take with it what was
 * typed.
 */
export async function refreshPage(path: string, kind?: "layout" | "page"): Promise<void> {
  if ((await currentActor()).kind === "user") revalidatePath(path, kind);
}

/** A session may end while somebody types: what to do then is said where the form is. */
function wordsOf({ code, message }: AppError): string {
  return code === "SIGN_IN_REQUIRED" ? `${message} Do so in another tab, then press again here: this page keeps what you typed.` : message;
}

/** Redirects and not-found travel as thrown objects with a digest; they must reach Next. */
function isNextSignal(error: unknown): boolean {
  return error instanceof Error && "digest" in error && typeof error.digest === "string" && error.digest.startsWith("NEXT_");
}
