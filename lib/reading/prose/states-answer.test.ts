import { describe, expect, it } from "vitest";
import { statesAnswer } from "./states-answer";

const states = (question: string, answer: string, gold: string) => statesAnswer(question, answer, [gold], null).states;

describe("whether prose states an answer", () => {
  it("knows a statement in any place of the text", () => {
    const question = "What is the capital of Australia?";
    expect(states(question, "Many people would say Sydney, but the seat of the government is Canberra.", "Canberra")).toBe(true);
    expect(states(question, "The capital of Australia is Canberra, which lies between Sydney and Melbourne.", "Canberra")).toBe(true);
    expect(states("How many sweets are left?", "12 were there. Therefore, 15 − 3 = 12 sweets are left.", "12")).toBe(true);
  });
  it("gives nothing for a value that is only mentioned", () => {
    const question = "What is the capital of Australia?";
    expect(states(question, "The capital of Australia is Sydney, not Canberra.", "Canberra")).toBe(false);
    expect(states(question, "The capital of Australia is Canberra, which lies between Sydney and Melbourne.", "Sydney")).toBe(false);
    expect(states("A box holds 6 eggs. How many eggs do 4 boxes hold?", "4 boxes of 6 eggs: 4 * 6 = 24, so they hold 24 eggs.", "6")).toBe(
      false,
    );
  });
  it("gives nothing for one of two, or for what others say", () => {
    expect(states("How much is 1 + 1?", "It is 2 or 3.", "2")).toBe(false);
    expect(states("How much is 1 + 1?", "There are many things to say about this. Some say 2.", "2")).toBe(false);
    expect(states("How much is 1 + 1?", "Some say 3, but it is 2.", "2")).toBe(true);
  });
  it("gives nothing where the value is not there", () => {
    expect(statesAnswer("Who wrote it?", "I have never heard of this book, sorry.", ["Ann Bell"], null)).toMatchObject({
      states: false,
      isNamed: false,
    });
  });
  it("says what it found and the strongest evidence", () => {
    const { said, why, likelihood } = statesAnswer(
      "In which year did the wall fall?",
      "The wall fell in 1989, as all know.",
      ["1989"],
      null,
    );
    expect(said).toBe("1989");
    expect(why).toContain("1989");
    expect(likelihood).toBeGreaterThan(0.5);
  });
});
