import type { Assessment, PreparedQuestion } from "./schema";
import { assessAnswer, scoreAnswer } from "./scoring/assess-answer";
import { parserOf } from "./scoring/scorer-of";
import { noScorers, type Scorers } from "./scoring/scorers";
import { questionContent, taskTypeOf } from "./types/registry";

/** A prepared question whose answers can also be scored for good. Methods see the plain one only. */
export interface AssessableQuestion extends PreparedQuestion {
  /** @throws AppError CONFLICT where the scorer that its type needs is not configured */
  assess(answer: string, scorers: Scorers, cut?: boolean): Promise<Assessment>;
  /** What is recorded as the parser of such a score: its version, and the model that gives the score where one does. */
  parser(): string;
}

/**
 * Makes a stored question ready to be asked and judged.
 * @param row a row of table Question; `content` as `questionContent` describes it
 * @param scorers what methods may learn from where a text alone has no score
 * @throws ZodError when the content is not what the import wrote
 */
export function prepareQuestion(row: { id: string; taskId: string; content: unknown }, scorers: Scorers = noScorers): AssessableQuestion {
  const content = questionContent.parse(row.content);
  const type = taskTypeOf(content.taskType);
  return {
    id: row.id,
    taskId: row.taskId,
    prompt: type.prompt(content),
    read: (answer, cut) => type.read(content, answer, cut).comparable,
    scale: type.scale,
    score: (answer, cut) => scoreAnswer(content, answer, scorers, cut),
    assess: (answer, scorers, cut) => assessAnswer(content, answer, scorers, cut),
    parser: () => parserOf(content.taskType),
  };
}
