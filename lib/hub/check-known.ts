import type { Check } from "./schema";
import { nearlyEqual, similarity } from "./similarity";

/** An entry that the portal has already: a model or another submission. */
export interface KnownEntry {
  /** What to call it in a sentence, for example "the model qwen2.5-7b-clipper". */
  name: string;
  hubId: string;
  weightsHash: string | null;
  description: string;
}

/** Is it here already, under this name, an old name, or another name for the same weights? */
export function duplicateCheck(ids: readonly string[], weightsHash: string | null, known: readonly KnownEntry[]): Check {
  const lower = ids.map((id) => id.toLowerCase());
  const sameId = known.find((entry) => lower.includes(entry.hubId.toLowerCase()));
  if (sameId) {
    return {
      id: "duplicate",
      outcome: "fail",
      text: `It is here already: ${sameId.name}.`,
      fix: "Open that entry. For a new version of a model, name its revision and tell the maintainers.",
    };
  }
  const sameWeights = weightsHash === null ? undefined : known.find((entry) => entry.weightsHash === weightsHash);
  if (sameWeights) {
    return {
      id: "duplicate",
      outcome: "fail",
      text: `Its weights are exactly those of ${sameWeights.name}.`,
      fix: "Submit weights that you changed. The same weights under two names would count twice.",
    };
  }
  return { id: "duplicate", outcome: "pass", text: "Neither the name nor the weights are here yet.", fix: "" };
}

/** Is the description somebody else's? Routers choose by it, so two models need two descriptions. */
export function descriptionCheck(description: string, known: readonly KnownEntry[]): Check {
  if (description.trim() === "") {
    return {
      id: "description",
      outcome: "unknown",
      text: "There is no description yet.",
      fix: "Write one line on what the model is good at.",
    };
  }
  const closest = known
    .map((entry) => ({ entry, alike: similarity(description, entry.description) }))
    .reduce((best, one) => (one.alike > best.alike ? one : best), { entry: null as KnownEntry | null, alike: 0 });
  if (closest.entry === null || closest.alike < nearlyEqual) {
    return { id: "description", outcome: "pass", text: "No other entry is described like this.", fix: "" };
  }
  return {
    id: "description",
    outcome: "warn",
    text: `The description is ${closest.alike === 1 ? "word for word" : "nearly"} that of ${closest.entry.name}.`,
    fix: "Say what sets this model apart: routers choose by this line.",
  };
}
