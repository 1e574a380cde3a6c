import { AppError } from "@/lib/errors";
import type { Method } from "@/lib/methods/method";
import { modelLabel } from "@/lib/methods/steps/model-label";
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

/** A name for people: the method, how many members, and what is unusual about the parameters. */
export function nameSystem(method: Method, size: number, parameters: Record<string, unknown>): string {
  return `${method.name} of ${size}${unusualWords(method, parameters)}`;
}

/** Each word-like parameter that is not the default, in brackets; labels of models say nothing to people. */
export function unusualWords(method: Method, parameters: unknown): string {
  const usual = new Map(Object.entries(method.parameters.safeParse({}).data ?? {}));
  const special = Object.entries(parameters ?? {}).flatMap(([name, value]) =>
    typeof value === "string" && value !== usual.get(name) && !modelLabel.safeParse(value).success ? [value.replaceAll("-", " ")] : [],
  );
  return special.length > 0 ? ` (${special.join(", ")})` : "";
}

/** URL name: readable, and unique by the digest's first digits. */
export function slugSystem(methodId: string, size: number, digest: string): string {
  return `${methodId}-${size}-${digest.slice(0, 8)}`;
}
