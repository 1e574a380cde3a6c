import { describe, expect, it } from "vitest";
import { assertedOption } from "./asserted-option";

const question = "What keeps a river within its bed?";
const options = ["A high bank of earth", "The weight of the water", "Plants along the shore", "The wind"].map((text, place) => ({
  letter: String.fromCharCode(65 + place),
  key: String(place),
  text,
}));
const asserted = (answer: string) => assertedOption(question, answer, options, null).letter;

describe("which option prose asserts", () => {
  it("is known by its telling words", () => {
    expect(asserted("It is the plants along its shore that keep a river within its bed.")).toBe("C");
    expect(asserted("Wind and weight play no part. What keeps a river in its bed is the high bank.")).toBe("A");
  });
  it("is none where the text is about something else", () => {
    expect(asserted("I would need to know more about the place.")).toBeNull();
  });
});
