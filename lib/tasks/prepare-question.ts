import { judgeAnswer, readAnswer } from "./judge-answer";
import { promptOf } from "./prompts";
import { type PreparedQuestion, questionContent } from "./schema";

/**
 * Makes a stored question ready to be asked and judged.
 * @param row a row of table Question; `content` as `questionContent` describes it
 * @throws ZodError when the content is not what the import wrote
 */
export function prepareQuestion(row: { id: string; taskId: string; content: unknown }): PreparedQuestion {
  const content = questionContent.parse(row.content);
  return {
    id: row.id,
    taskId: row.taskId,
    prompt: promptOf(content),
    read: (answer) => readAnswer(content, answer).comparable,
    score: (answer) => judgeAnswer(content, answer),
  };
}
