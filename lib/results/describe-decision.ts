import { z } from "zod";

/** One line of why a method decided so. */
export interface DecisionLine {
  name: string;
  value: string;
}

/** What the methods call the parts of their decisions, in a reader's words and order. */
const titles: Record<string, string> = {
  rule: "Rule",
  votes: "Votes",
  unreadable: "Not readable, no vote",
  reading: "Read as",
  chosen: "Answer taken from",
  router: "Chosen by",
  fallbacks: "Choices that could not be read",
  rounds: "Rounds of refinement",
  summariser: "Final answer written by",
  shortened: "Answers shortened to fit",
};

const ballots = z.array(z.object({ reading: z.string(), voters: z.array(z.string()) }));

/**
 * Why a method decided so, as lines for a page. What is empty or zero is left out: it did not play a part.
 * @param nameOf Name of a model by its label, or the text itself where it is no label.
 */
export function describeDecision(decision: Record<string, unknown>, nameOf: (text: string) => string): DecisionLine[] {
  const known = Object.keys(titles).filter((key) => key in decision);
  const others = Object.keys(decision).filter((key) => !(key in titles));
  return [...known, ...others].flatMap((key) => {
    const value = inWords(decision[key], nameOf);
    return value === "" || value === "0" ? [] : [{ name: titles[key] ?? separateWords(key), value }];
  });
}

function inWords(value: unknown, nameOf: (text: string) => string): string {
  const votes = ballots.safeParse(value);
  if (votes.success && votes.data.length > 0) return votes.data.map((ballot) => countBallot(ballot, nameOf)).join("; ");
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return nameOf(value);
  if (Array.isArray(value)) return value.map((each) => inWords(each, nameOf)).join(", ");
  if (typeof value !== "object") return String(value);
  return Object.entries(value)
    .map(([key, inner]) => `${nameOf(key)}: ${inWords(inner, nameOf)}`)
    .join(" · ");
}

function countBallot({ reading, voters }: z.infer<typeof ballots>[number], nameOf: (text: string) => string): string {
  return `${voters.length} for ${reading} (${voters.map(nameOf).join(", ")})`;
}

/** "routeAccuracy" as "Route accuracy". */
function separateWords(key: string): string {
  const words = key.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
