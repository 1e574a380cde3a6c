"use server";

import { refreshPage, runAction } from "@/app/_server/action";
import type { FormState } from "@/components/ui/forms/form-state";
import { grantRole } from "@/lib/auth/people/grant-role";
import { reinstatePerson } from "@/lib/auth/people/reinstate-person";
import { revokeRole } from "@/lib/auth/people/revoke-role";
import { suspendPerson } from "@/lib/auth/people/suspend-person";
import { roleChangeSchema, standingChangeSchema } from "@/lib/auth/schema";

async function shown(state: FormState): Promise<FormState> {
  await refreshPage("/people/[id]", "page");
  return state;
}

export async function grant(_: unknown, form: FormData): Promise<FormState> {
  return shown(await runAction(roleChangeSchema, form, grantRole, "Granted. It acts at the person’s next step."));
}

export async function revoke(_: unknown, form: FormData): Promise<FormState> {
  return shown(await runAction(roleChangeSchema, form, revokeRole, "Taken. It acts at the person’s next step."));
}

export async function suspend(_: unknown, form: FormData): Promise<FormState> {
  return shown(await runAction(standingChangeSchema, form, suspendPerson, "Suspended, as of now."));
}

export async function reinstate(_: unknown, form: FormData): Promise<FormState> {
  return shown(await runAction(standingChangeSchema, form, reinstatePerson, "Reinstated, with the roles held before."));
}
