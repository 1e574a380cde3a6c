import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { AppError } from "@/lib/errors";
import { findMethod } from "@/lib/methods/registry";
import { decoding } from "@/lib/methods/steps/decoding";
import { parameterFields, readParameters } from "@/lib/systems/parameter-fields";
import type { ParameterField } from "@/lib/systems/schema";
import { type LaunchInput, launchInput } from "../composing/schema";
import { launchRun } from "./launch-run";

/** A form's or an address's values. */
export const formValues = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
export type FormValues = z.infer<typeof formValues>;

/** What can be launched: single models, or a system of one method. The word is the form's field `what`. */
export const soloChoice = "models";

const soloParameters = z.strictObject({ decoding: decoding.prefault({}) });

/** The parameters to ask for; undefined for a method that does not exist. */
export function launchFields(what: string): ParameterField[] | undefined {
  if (what === soloChoice) return parameterFields(soloParameters);
  const method = findMethod(what);
  return method && parameterFields(method.parameters);
}

/**
 * What a form asks to launch.
 * @throws AppError INVALID_INPUT that names each field
 */
export function readLaunch(values: FormValues): LaunchInput {
  const what = [values.what ?? ""].flat()[0] ?? "";
  const fields = launchFields(what);
  if (!fields)
    throw new AppError("INVALID_INPUT", "Choose what to launch.", [{ field: "what", message: "Choose single models or a method." }]);
  const typed = new Map(Object.entries(values).map(([name, value]) => [name.replace(/^parameter\./, ""), [value].flat()[0] ?? ""]));
  const parameters = readParameters(fields, typed);
  const chosen = what === soloChoice ? { kind: "individual", ...parameters } : { kind: "system", method: what, parameters };
  const single = ["split", "questionsPerTask", "devPerTask", "tokenCap", "unreadablePercent", "replaces"] as const;
  const given = Object.fromEntries(single.map((name) => [name, [values[name]].flat()[0]]));
  const { tasks, models } = values;
  const outcome = launchInput.safeParse({ ...chosen, ...given, tasks, models });
  if (outcome.success) return outcome.data;
  const problems = outcome.error.issues.map((issue) => ({ field: issue.path.join("."), message: issue.message }));
  throw new AppError("INVALID_INPUT", "Some fields need another look.", problems);
}

/** @throws AppError as `readLaunch` and `launchRun` */
export function launchFromForm(actor: Actor, values: FormValues): Promise<number[]> {
  return launchRun(actor, readLaunch(values));
}
