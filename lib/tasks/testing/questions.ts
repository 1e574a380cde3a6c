import { prepareQuestion } from "../prepare-question";
import type { PreparedQuestion } from "../schema";

/** A multiple-choice question whose right option is `gold`, one of A to D. */
export function choiceQuestion(id: string, gold: string, taskId = "task"): PreparedQuestion {
  const choices = { A: "red", B: "green", C: "blue", D: "white" };
  return prepareQuestion({ id, taskId, content: { taskType: "multiple_choice", id, question: `Question ${id}?`, choices, answer: gold } });
}

/** The same question for code that must not see the gold: judging it is an error. */
export function sealed(question: PreparedQuestion): PreparedQuestion {
  return {
    ...question,
    score: () => {
      throw new Error("Somebody looked at the gold of a question that has to be answered.");
    },
  };
}
