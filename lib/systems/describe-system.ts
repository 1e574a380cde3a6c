import { AppError } from "@/lib/errors";
import type { Method } from "@/lib/methods/method";
import { parameterProblems } from "./parameter-problems";

/**
 * Parameters as the method wants them, every default written out, as plain JSON.
 * @throws AppError INVALID_INPUT that names each wrong parameter
 */
export function completeParameters(method: Method, given: unknown): Record<string, unknown> {
  const outcome = method.parameters.safeParse(given);
  if (outcome.success) return { ...(outcome.data as Record<string, unknown>) };
  throw new AppError("INVALID_INPUT", `${method.name} does not accept these parameters.`, parameterProblems(outcome.error));
}

/** Labels of models say nothing to people. */
const label = /^m-[0-9a-f]{12}$/;

/** A name for people: the method, how many members, and each word-like parameter that is not the default. */
export function nameSystem(method: Method, size: number, parameters: Record<string, unknown>): string {
  const defaults = method.parameters.safeParse({});
  const usual = defaults.success ? (defaults.data as Record<string, unknown>) : {};
  const special = Object.entries(parameters)
    .filter(([name, value]) => typeof value === "string" && value !== usual[name] && !label.test(value))
    .map(([, value]) => String(value).replaceAll("-", " "));
  return `${method.name} of ${size}${special.length > 0 ? ` (${special.join(", ")})` : ""}`;
}

/** URL name: readable, and unique by the digest's first digits. */
export function slugSystem(methodId: string, size: number, digest: string): string {
  return `${methodId}-${size}-${digest.slice(0, 8)}`;
}
