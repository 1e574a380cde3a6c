import type { DeclaredMethod, Helper } from "./method";
import { modelLabel } from "./steps/model-label";

/** A model that these parameters name beyond the pool. */
export interface NamedHelper extends Helper {
  label: string;
}

/**
 * The models that a method's parameters name beyond the pool. Whoever runs the method serves them to `operations` beside the
 * members, under the same label, and asks for their consent in scope S1 as for a member's.
 */
export function helpersOf(method: Pick<DeclaredMethod, "helpers">, parameters: unknown): NamedHelper[] {
  const named = new Map(Object.entries(parameters ?? {}));
  return method.helpers.flatMap((helper) => {
    const label = modelLabel.safeParse(named.get(helper.parameter));
    return label.success ? [{ ...helper, label: label.data }] : [];
  });
}
