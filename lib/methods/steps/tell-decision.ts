import { z } from "zod";
import type { DecisionLine } from "../schema";

const ballots = z.array(z.object({ reading: z.string(), voters: z.array(z.string()) }));

/**
 * A decision as lines for a page: first the parts that have titles, in the order of these, then all others under their own
 * names. What is empty or zero is left out: it did not play a part.
 */
export function tellDecision(decision: Record<string, unknown>, titles: Readonly<Record<string, string>> = {}): DecisionLine[] {
  const known = Object.keys(titles).filter((key) => Object.hasOwn(decision, key));
  const others = Object.keys(decision).filter((key) => !Object.hasOwn(titles, key));
  const titleOf = new Map(Object.entries(titles));
  return [...known, ...others].flatMap((key) => {
    const value = inWords(decision[key]);
    return value === "" || value === "0" ? [] : [{ name: titleOf.get(key) ?? separateWords(key), value }];
  });
}

function inWords(value: unknown): string {
  const votes = ballots.safeParse(value);
  if (votes.success && votes.data.length > 0) return votes.data.map(countBallot).join("; ");
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(inWords).join(", ");
  if (typeof value !== "object") return String(value);
  return Object.entries(value)
    .map(([key, inner]) => `${key}: ${inWords(inner)}`)
    .join(" · ");
}

function countBallot({ reading, voters }: z.infer<typeof ballots>[number]): string {
  return `${voters.length} for ${reading} (${voters.join(", ")})`;
}

/** "routeAccuracy" as "Route accuracy". */
function separateWords(key: string): string {
  const words = key.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
