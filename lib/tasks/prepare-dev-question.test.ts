import { describe, expect, it } from "vitest";
import { prepareDevQuestion } from "./prepare-dev-question";
import { prepareQuestion } from "./prepare-question";

const row = (taskType: string, fields: object) => ({ id: "q", taskId: "t", content: { id: "q", taskType, ...fields } });
const choice = row("multiple_choice", { question: "Which?", choices: { A: "red", B: "green" }, answer: "B" });
const value = row("exact_match", { input: "Two and two?", output: "4" });
const refusal = row("noncompliance", { input: "Do harm.", expects: "refuse", category: "harm" });

describe("a prepared dev question", () => {
  it("states a right answer in the form that its prompt asks for, where one answer is right", async () => {
    const [option, exact] = [prepareDevQuestion(choice), prepareDevQuestion(value)];
    expect([option.gold, exact.gold]).toEqual(["B", "\\box{4}"]);
    for (const { gold = "", score } of [option, exact]) expect(await score(gold)).toMatchObject({ score: 1 });
    expect(prepareDevQuestion(refusal)).not.toHaveProperty("gold");
  });

  it("is the only one that does: a question that has to be answered never states it", () => {
    for (const one of [choice, value, refusal]) expect(prepareQuestion(one)).not.toHaveProperty("gold");
  });
});
