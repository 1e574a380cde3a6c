"use server";

import { headers } from "next/headers";
import { z } from "zod";
import { runAction } from "@/app/_server/action";
import { isDemoRequest } from "@/app/_server/auth-demo";
import { beginAtProvider, endSession, mailSignInLink, redeemSignInLink, startSession } from "@/app/_server/auth-flow";
import { problemPath } from "@/app/_server/auth-problems";
import { readForm } from "@/app/_server/read-form";
import { currentViewer, leadTo } from "@/app/_server/session";
import type { FormState } from "@/components/ui/forms/form-state";
import { providerSchema, type SignInProblem } from "@/lib/auth/schema";
import { enterAsPersona } from "@/lib/auth/signing-in/enter-as-persona";
import { ownPath } from "@/lib/auth/signing-in/own-path";
import { AppError } from "@/lib/errors";

const next = z
  .unknown()
  .optional()
  .transform((path) => ownPath(path));
const text = z.string().max(1_000);

/**
 * For forms whose every answer is another page. What is sent to an action need not be a form at all, and an error meant
 * for people becomes the page that says so.
 */
async function lead<Shape extends z.ZodType>(
  shape: Shape,
  form: unknown,
  otherwise: SignInProblem,
  work: (input: z.output<Shape>) => Promise<string>,
): Promise<never> {
  let address = problemPath(otherwise);
  try {
    const input = shape.safeParse(readForm(form));
    if (input.success) address = await work(input.data);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
  leadTo(address);
}

/** Sends the browser to Hugging Face or GitHub. */
export async function enterAtProvider(form: FormData): Promise<void> {
  await lead(z.object({ provider: providerSchema, next }), form, "unexpected", async (input) => {
    if ((await currentViewer()).kind !== "anonymous") return problemPath("already-signed-in");
    return beginAtProvider(input.provider, input.next);
  });
}

/** Mails a link, then says where to look for it. */
export async function askForLink(_: unknown, form: FormData): Promise<FormState> {
  const shape = z.object({ email: text, next });
  return runAction(
    shape,
    form,
    async (_actor, input) => {
      await mailSignInLink(input.email, input.next);
      leadTo("/sign-in/sent");
    },
    "",
  );
}

/** Uses a mailed link up; only this press of a button does. */
export async function confirmLink(form: FormData): Promise<void> {
  const shape = z.object({ email: text, token: text, next });
  await lead(shape, form, "link-used", (input) => redeemSignInLink(input.email, input.token, input.next));
}

/** The page that the form stood on, as far as the browser tells. */
async function pageBefore(): Promise<string> {
  const url = URL.parse((await headers()).get("referer") ?? "");
  return url ? `${url.pathname}${url.search}` : "/";
}

/** Becomes a persona of the demo, here or from the line on top of every page. */
export async function enterDemo(form: FormData): Promise<void> {
  await lead(z.object({ persona: text, next: text.optional() }), form, "refused", async (input) => {
    if (!(await isDemoRequest())) return problemPath("refused");
    const session = await enterAsPersona(input.persona);
    await endSession();
    await startSession(session);
    return ownPath(input.next ?? (await pageBefore()));
  });
}

export async function signOut(): Promise<void> {
  await endSession();
  leadTo("/");
}
