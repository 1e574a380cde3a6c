import { expect, it } from "vitest";
import { whyTooLarge } from "./form-values";

function formWith(trainingData: string): FormData {
  const form = new FormData();
  form.set("trainingData", trainingData);
  return form;
}

it("says that a form is too large before it is sent, and measures bytes, not letters", () => {
  expect(whyTooLarge(formWith("a".repeat(50_000)))).toBeNull();
  expect(whyTooLarge(formWith("a".repeat(60_001)))).toContain("Shorten the longest field");
  expect(whyTooLarge(formWith("字".repeat(20_001)))).toContain("Shorten the longest field");
});
