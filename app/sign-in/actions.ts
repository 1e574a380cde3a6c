"use server";

import { headers } from "next/headers";
import { z } from "zod";
import { type FormState, readForm, runAction } from "@/app/_server/action";
import { isDemoRequest } from "@/app/_server/auth-demo";
import { beginAtProvider, endSession, mailSignInLink, redeemSignInLink, startSession } from "@/app/_server/auth-flow";
import { problemPath } from "@/app/_server/auth-problems";
import { currentViewer, leadTo } from "@/app/_server/session";
import { enterAsPersona } from "@/lib/auth/enter-as-persona";
import { ownPath } from "@/lib/auth/own-path";
import { providerSchema } from "@/lib/auth/schema";

const next = z
  .unknown()
  .optional()
  .transform((path) => ownPath(path));
const text = z.string().max(1_000);

/** Sends the browser to Hugging Face or GitHub. */
export async function enterAtProvider(form: FormData): Promise<void> {
  const input = z.object({ provider: providerSchema, next }).safeParse(readForm(form));
  if (!input.success) leadTo(problemPath("unexpected"));
  if ((await currentViewer()).kind !== "anonymous") leadTo(problemPath("already-signed-in"));
  leadTo(await beginAtProvider(input.data.provider, input.data.next));
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
  const input = z.object({ email: text, token: text, next }).safeParse(readForm(form));
  if (!input.success) leadTo(problemPath("link-used"));
  const { email, token, next: path } = input.data;
  leadTo(await redeemSignInLink(email, token, path));
}

/** The page that the form stood on, as far as the browser tells. */
async function pageBefore(): Promise<string> {
  const url = URL.parse((await headers()).get("referer") ?? "");
  return url ? `${url.pathname}${url.search}` : "/";
}

/** Becomes a persona of the demo, here or from the line on top of every page. */
export async function enterDemo(form: FormData): Promise<void> {
  const input = z.object({ persona: text, next: text.optional() }).safeParse(readForm(form));
  if (!input.success || !(await isDemoRequest())) leadTo(problemPath("refused"));
  const session = await enterAsPersona(input.data.persona);
  await endSession();
  await startSession(session);
  leadTo(ownPath(input.data.next ?? (await pageBefore())));
}

export async function signOut(): Promise<void> {
  await endSession();
  leadTo("/");
}
