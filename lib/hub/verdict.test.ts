import { describe, expect, it } from "vitest";
import { outcomeInWords, verdictInShort, verdictOf, verdictWords, wordsForSubmitter } from "./labels";
import { type Check, type CheckId, type CheckOutcome, checkIds } from "./schema";

/** A report in which everything passes but these. */
function report(outcomes: Partial<Record<CheckId, CheckOutcome>>): Pick<Check, "id" | "outcome">[] {
  return checkIds.map((id) => ({ id, outcome: outcomes[id] ?? "pass" }));
}
const told = (outcomes: Partial<Record<CheckId, CheckOutcome>>, whose: "your" | "the" = "your") =>
  verdictWords(verdictOf(report(outcomes)), whose);

describe("a check begins with its verdict", () => {
  it("says in the second person that a model qualifies, and what is left to add", () => {
    expect(told({})).toBe("Your model qualifies.");
    expect(told({ licence: "fail", owner: "warn" })).toBe("Your model qualifies. Two things to add: author, licence.");
    expect(told({ description: "unknown", name: "warn", licence: "warn" })).toBe(
      "Your model qualifies. One thing to add: description. One thing to change: name. One thing for a maintainer to look at: licence.",
    );
    expect(told({ owner: "warn" }, "the")).toBe("The model qualifies. One thing to add: author.");
  });
  it("names what stands in the way", () => {
    expect(told({ size: "fail", weights: "fail", owner: "warn" })).toBe(
      "Your model does not qualify yet: size, weight files. One thing to add: author.",
    );
    for (const id of checkIds) {
      const { standing, toAdd } = verdictOf(report({ [id]: "fail" }));
      expect(standing === "not yet" || toAdd.includes(id), id).toBe(true);
    }
  });
  it("promises nothing that could not be checked, and calls a silent Hub by its name", () => {
    expect(told({ size: "unknown" })).toContain("Whether your model qualifies is open: size could not be checked.");
    expect(told({ access: "unknown", size: "unknown", owner: "warn" })).toContain("the Hub gives no answer");
  });
  it("is short in a list", () => {
    expect(verdictInShort(verdictOf(report({ licence: "fail" })))).toBe("Qualifies, 1 to add");
    expect(verdictInShort(verdictOf(report({ size: "fail" })))).toBe("Does not qualify yet");
  });
});

it("a submitter reads of “you”, and a description that is not there yet is no failure of the Hub", () => {
  expect(wordsForSubmitter("The model belongs to cases; the submitter has not linked an account at the Hub.")).toBe(
    "The model belongs to cases; you have not linked an account at the Hub.",
  );
  expect(wordsForSubmitter("The submitter signs in at the Hub as ada.")).toBe("You sign in at the Hub as ada.");
  expect(outcomeInWords({ id: "description", outcome: "unknown" })).toBe("Still to write");
});
