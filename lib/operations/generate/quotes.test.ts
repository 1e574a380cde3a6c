import fc from "fast-check";
import { expect, it } from "vitest";
import { stripThinking } from "@/lib/reading/strip-thinking";
import { countShortened, evenLimit, renderMessages, shorten, spokenOf } from "./quotes";

const quote = (text: string) => ({ generation: "0".repeat(64), text });
const cutTo = (texts: string[], budget: number) => {
  const quotes = texts.map(quote);
  const limit = evenLimit(quotes, budget);
  return { texts: quotes.map((each) => shorten(spokenOf(each), limit)), shortened: countShortened(quotes, limit) };
};

it("leaves answers alone that fit together", () => {
  expect(cutTo(["one", "two"], 6)).toEqual({ texts: ["one", "two"], shortened: 0 });
});

it("cuts only the longest, and cuts them evenly", () => {
  const { texts, shortened } = cutTo(["short", "x".repeat(300), "y".repeat(300)], 205);
  expect(texts.map((text) => text.length)).toEqual([5, 100, 100]);
  expect(shortened).toBe(2);
});

it("never exceeds its budget, cuts no longer than it must, and counts what it shortened", () => {
  const texts = fc.array(fc.string({ maxLength: 400, unit: "grapheme" }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(texts, fc.nat(1_000), (answers, budget) => {
      const cut = cutTo(answers, budget);
      const total = cut.texts.join("").length;
      expect(total).toBeLessThanOrEqual(budget);
      const spoken = answers.map((answer) => stripThinking(answer).visible);
      expect(cut.texts.filter((text, place) => text !== spoken[place]).length).toBe(cut.shortened);
      // What is left over is less than one character and one mark per quote, and half a character that could not be cut.
      if (cut.shortened > 0) expect(budget - total).toBeLessThanOrEqual(answers.length * 5);
      for (const text of cut.texts) expect(text.isWellFormed()).toBe(true);
    }),
  );
});

it("quotes what was said and leaves out what was thought, by the rule by which answers are scored", () => {
  const said = "<think>Is it B? No.</think>The answer is A.";
  const [message] = renderMessages([{ role: "user", content: ["They say: ", quote(said), " Do you agree?"] }], null);
  expect(message).toEqual({ role: "user", content: `They say: ${stripThinking(said).visible} Do you agree?` });
});

it("never cuts what is no quote", () => {
  fc.assert(
    fc.property(fc.string(), fc.string({ maxLength: 200 }), fc.nat(100), (question, answer, limit) => {
      const [message] = renderMessages([{ role: "user", content: [question, quote(answer), question] }], limit);
      expect(message?.content.startsWith(question)).toBe(true);
      expect(message?.content.endsWith(question)).toBe(true);
      expect(message?.content.length).toBeLessThanOrEqual(2 * question.length + Math.max(limit, 0));
    }),
  );
});
