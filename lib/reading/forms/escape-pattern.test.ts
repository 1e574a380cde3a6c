import { describe, expect, it } from "vitest";
import { choiceContradiction } from "./choice-contradiction";
import { survivingOption } from "./choice-survivor";

describe("a letter that is a sign of regular expressions", () => {
  const options = ["[", "\\", "(", "*"].map((letter, place) => ({ letter, key: String(place), text: `item no. ${place}` }));

  it("means itself wherever an answer is searched for it", () => {
    for (const { letter } of options) {
      expect(survivingOption(`Option ${letter} is typical of it.`, options, "Which item?")).not.toBeNull();
      expect(choiceContradiction(`So the answer is ${letter}.`, { at: 0, letter, reason: "", form: "declared" }, options)).toBeUndefined();
    }
  });
});
