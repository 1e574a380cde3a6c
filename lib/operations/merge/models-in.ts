import type { MergeSpec } from "./spec";

/** Labels of all models that a merge names. */
export function modelsIn(spec: MergeSpec): string[] {
  if (spec.kind === "extrapolate") return [...new Set([spec.start, spec.end])];
  const parents = spec.parents.map(({ model }) => model);
  return [...new Set("base" in spec ? [spec.base, ...parents] : parents)];
}
