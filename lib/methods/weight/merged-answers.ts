import type { Operations, Sampling } from "@/lib/operations/contract";
import type { PreparedQuestion } from "@/lib/tasks/schema";
import type { Answer } from "../method";
import { answerAlone, step } from "../steps/ask";

/** All answers of one model that came out of a merge. */
export async function mergedAnswers(
  model: string,
  decision: Record<string, unknown>,
  questions: readonly PreparedQuestion[],
  sampling: Sampling,
  operations: Operations,
): Promise<Answer[]> {
  operations.stage("answers");
  const answers = await answerAlone(model, questions, sampling, operations);
  return answers.map(({ generation }) => ({
    text: generation.text,
    trace: { steps: [step("answer of the merged model", model, generation)], decision: { chosen: model, ...decision } },
  }));
}
