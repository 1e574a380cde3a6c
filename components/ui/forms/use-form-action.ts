"use client";

import { type SubmitEvent, useActionState, useState, useTransition } from "react";
import { type FormAction, type FormState, untouched } from "./form-state";
import { sendSafely } from "./send-safely";

/**
 * The way of a form to its action, for forms in which people type. React empties a form whenever its action has answered; sent
 * by this hook it keeps what is in it, also what was typed while the answer was on its way. Spread `form` on the form: without
 * scripts it is sent as a plain one.
 */
export function useFormAction(action: FormAction) {
  const [plain, send] = useActionState(action, untouched);
  const [answer, setAnswer] = useState<FormState | null>(null);
  const [pending, startTransition] = useTransition();
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    const data = new FormData(event.currentTarget, event.nativeEvent.submitter);
    startTransition(async () => setAnswer(await sendSafely(action, data)));
  };
  return { state: answer ?? plain, pending, form: { action: send, onSubmit, "aria-busy": pending } };
}
