import { expect, it } from "vitest";
import { valueOutcome } from "./value-outcome";

it.each([
  ["42", "42", 1, "right"],
  ["42", "41", 0, "number"],
  ["\\frac{3}{4}", "\\frac12", 0, "number"],
  ["750", "0.75 kg", 0, "unlike"],
  ["2\\sqrt{5}", "\\sqrt{20}", 0, "unlike"],
  ["Canberra", "Sydney.", 0, "words"],
  ["q q r", "q r q", 0, "words"],
  ["0.875", "0,875", 0, "unlike"],
  ["iron", "Iron (Fe)", 0, "unlike"],
  ["Mandarin Chinese", "Mandarin", 0, "unlike"],
  ["42", null, 0, "nothing"],
])("of the gold %j, what was read as %j and scores so is told apart by its looks (%#)", (gold, parsed, score, outcome) => {
  expect(valueOutcome({ parsed, score }, [gold])).toBe(outcome);
});
