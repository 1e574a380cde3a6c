import { type AssessableQuestion, prepareQuestion } from "./prepare-question";
import type { Scorers } from "./scoring/scorers";
import { questionContent, taskTypeOf } from "./types/registry";

/** Makes a stored dev question ready: a method that learns from it may know a right answer as well. Parameters as `prepareQuestion`. */
export function prepareDevQuestion(row: { id: string; taskId: string; content: unknown }, scorers?: Scorers): AssessableQuestion {
  const content = questionContent.parse(row.content);
  const prepared = prepareQuestion(row, scorers);
  const type = taskTypeOf(content.taskType);
  return type.hasOneAnswer ? { ...prepared, gold: type.example(content) } : prepared;
}
