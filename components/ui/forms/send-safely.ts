import type { FormAction, FormState } from "./form-state";
import { valuesOf, whyTooLarge } from "./form-values";

/**
 * Sends a form and always comes back with an answer: a form that is too large and a server that cannot be reached are answers
 * too, with everything that was typed. Only what leads on to another page is thrown, for the router.
 * @param onTaken called when the answer leads on, so that what the browser kept can go
 */
export async function sendSafely(send: FormAction, data: FormData, onTaken?: () => void): Promise<FormState> {
  const values = valuesOf(data);
  const tooLarge = whyTooLarge(data);
  if (tooLarge !== null) return { status: "problem", message: tooLarge, fields: [], values };
  try {
    return await send({ status: "idle" }, data);
  } catch (error) {
    if (isRedirect(error)) {
      onTaken?.();
      throw error;
    }
    const message = "The server could not be reached. What you typed is still here; please try again in a moment.";
    return { status: "problem", message, fields: [], values };
  }
}

function isRedirect(error: unknown): boolean {
  return error instanceof Error && "digest" in error && String(error.digest).startsWith("NEXT_REDIRECT");
}
