import { stripThinking } from "@/lib/reading/strip-thinking";

/**
 * The number of the model that a router names: the first whole number from 1 to `choices` that stands by itself.
 * "2", "Model 2." and "- 2: …" name 2; "2.5", "-2", "m2" and "2024" name nothing.
 * @returns 1 to `choices`, or null when none is named
 */
export function readRoute(answer: string, choices: number): number | null {
  const standing = stripThinking(answer).visible.matchAll(/(?<![\w.,-])\d+(?![\w-]|[.,]\d)/g);
  const inRange = [...standing].map(([digits]) => Number(digits)).find((number) => number >= 1 && number <= choices);
  return inRange ?? null;
}
