import { prepareQuestion } from "@/lib/tasks/prepare-question";
import type { PreparedQuestion } from "@/lib/tasks/schema";
import type { Member } from "../method";

/** A multiple-choice question whose right option is `gold`. */
export function choiceQuestion(id: string, gold: string, taskId = "task"): PreparedQuestion {
  const choices = { A: "red", B: "green", C: "blue", D: "white" };
  return prepareQuestion({ id, taskId, content: { taskType: "multiple_choice", id, question: `Question ${id}?`, choices, answer: gold } });
}

/** The same question for a method that must not see the gold: judging it is an error. */
export function sealed(question: PreparedQuestion): PreparedQuestion {
  return {
    ...question,
    score: () => {
      throw new Error("A method looked at the gold of a question it has to answer.");
    },
  };
}

/** A pool of `size` members with labels in another order than their positions. */
export function poolOf(size: number): Member[] {
  return Array.from({ length: size }, (_, place) => ({
    label: `m-${String(90 - place).repeat(6)}`,
    name: `model-${place}`,
    description: `Knows field ${place}.`,
  }));
}
