/** The name by which methods, traces and model servers know weights that were made; it follows from the recipe. */
export function derivedLabel(key: string): string {
  return `d-${key.slice(0, 12)}`;
}

export const derivedLabelPattern = "d-[0-9a-f]{12}";

export function isDerivedLabel(label: string): boolean {
  return new RegExp(`^${derivedLabelPattern}$`).test(label);
}

/** Its name at a model server that has the artifact store. */
export function derivedName(label: string): string {
  return `derived/${label}`;
}
