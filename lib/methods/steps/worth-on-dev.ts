import type { Operations, Sampling } from "@/lib/operations/contract";
import type { PreparedQuestion } from "@/lib/tasks/schema";
import { askEach, baseRequest, wasCut } from "./ask";
import { meanOverTasks } from "./mean-over-tasks";
import { shareOf } from "./share-of";

/** What models are worth on dev, each asked alone: mean over tasks of the mean over their questions, 0 to 1, same order. */
export async function worthOnDev(
  models: readonly string[],
  dev: readonly PreparedQuestion[],
  sampling: Sampling,
  operations: Operations,
): Promise<number[]> {
  const asked = models.flatMap((model) => dev.map((question) => ({ model, question })));
  const answers = await askEach(asked, ({ model, question }) => baseRequest(model, question, sampling), operations);
  const scores = await Promise.all(
    answers.map(async ({ question, generation }) => ({
      taskId: question.taskId,
      score: await shareOf(question, generation.text, wasCut(generation)),
    })),
  );
  return models.map((_, place) => meanOverTasks(scores.slice(place * dev.length, (place + 1) * dev.length)));
}
