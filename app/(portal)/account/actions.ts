"use server";

import { z } from "zod";
import { refreshPage, runAction } from "@/app/_server/action";
import { beginLinking, currentNetwork } from "@/app/_server/auth-flow";
import { currentSessionToken, leadTo } from "@/app/_server/session";
import type { FormState } from "@/components/ui/forms/form-state";
import { confirmAddress } from "@/lib/auth/people/confirm-address";
import { renamePerson } from "@/lib/auth/people/rename-person";
import { requestAddress } from "@/lib/auth/people/request-address";
import { unlinkAccount } from "@/lib/auth/people/unlink-account";
import { providerSchema } from "@/lib/auth/schema";
import { signOutElsewhere } from "@/lib/auth/sessions/sign-out-elsewhere";

const text = z.string().max(1_000);
const providerShape = z.object({ provider: providerSchema });

export async function rename(_: unknown, form: FormData): Promise<FormState> {
  const state = await runAction(z.object({ name: text }), form, renamePerson, "Your name is changed.");
  await refreshPage("/", "layout");
  return state;
}

export async function askForAddress(_: unknown, form: FormData): Promise<FormState> {
  const message = "Look into your mail there: the link in it works once, within 15 minutes.";
  return runAction(z.object({ email: text }), form, async (actor, input) => requestAddress(actor, input, await currentNetwork()), message);
}

export async function acceptAddress(_: unknown, form: FormData): Promise<FormState> {
  const shape = z.object({ email: text, token: text });
  return runAction(
    shape,
    form,
    async (actor, input) => {
      await confirmAddress(actor, input);
      leadTo("/account");
    },
    "",
  );
}

/** Leaves for the provider; what comes back is linked only because this button was pressed. */
export async function link(_: unknown, form: FormData): Promise<FormState> {
  return runAction(providerShape, form, async (actor, { provider }) => leadTo(await beginLinking(actor, provider)), "");
}

export async function unlink(_: unknown, form: FormData): Promise<FormState> {
  const state = await runAction(providerShape, form, unlinkAccount, "The account is unlinked.");
  await refreshPage("/account");
  return state;
}

export async function leaveElsewhere(_: unknown, form: FormData): Promise<FormState> {
  const state = await runAction(
    z.object({}),
    form,
    async (actor) => signOutElsewhere(actor, (await currentSessionToken()) ?? ""),
    "All other browsers are signed out.",
  );
  await refreshPage("/account");
  return state;
}
