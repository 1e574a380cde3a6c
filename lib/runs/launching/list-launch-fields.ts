import type { Actor } from "@/lib/auth/actor";
import { findMethod } from "@/lib/methods/registry";
import { labelOf } from "@/lib/pool/label";
import { listHelpers } from "@/lib/pool/queries";
import type { ParameterField } from "@/lib/systems/schema";
import { launchFields } from "./read-launch";

/** The parameters to ask for. Helpers are named by label in parameters, and offered by name here. */
export async function listLaunchFields(actor: Actor, what: string): Promise<ParameterField[]> {
  const helpers = findMethod(what)?.helpers ?? [];
  const offered = (launchFields(what) ?? []).map(async (field): Promise<ParameterField> => {
    const helper = helpers.find(({ parameter }) => parameter === field.name);
    if (!helper) return field;
    const models = await listHelpers(actor, helper.role);
    const options = models.map(({ weightsHash, name }) => ({ value: labelOf(weightsHash ?? ""), label: name }));
    return { ...field, kind: "choice", options: [{ value: field.default, label: helper.otherwise }, ...options] };
  });
  return await Promise.all(offered);
}
