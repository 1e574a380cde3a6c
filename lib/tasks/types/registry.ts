import { z } from "zod";
import { coding } from "./coding";
import { exactMatch } from "./exact-match";
import { f1Match } from "./f1-match";
import { generalVerifier } from "./general-verifier";
import { generationDiversity } from "./generation-diversity";
import { multipleChoice } from "./multiple-choice";
import { noncompliance } from "./noncompliance";
import { rewardModel } from "./reward-model";
import type { TaskTypeDefinition } from "./task-type";
import { verifiableInstruction } from "./verifiable-instruction";

const all = [
  multipleChoice,
  exactMatch,
  f1Match,
  noncompliance,
  verifiableInstruction,
  rewardModel,
  generalVerifier,
  generationDiversity,
  coding,
] as const;
const [first, ...others] = all;

/** Every type of tasks that can be imported, prompted, read and scored. */
export const taskTypes: readonly TaskTypeDefinition[] = all;

/** Their names, in the same order. */
export const taskTypeNames: readonly string[] = taskTypes.map(({ name }) => name);

/** The item of a question as stored, gold answer included. */
export const questionContent = z.discriminatedUnion("taskType", [first.item, ...others.map(({ item }) => item)]);
export type QuestionContent = z.infer<typeof questionContent>;
export type TaskTypeName = QuestionContent["taskType"];

/** The same as an import takes it, see `TaskTypeDefinition`. */
export const importedContent = z.discriminatedUnion("taskType", [first.imported, ...others.map(({ imported }) => imported)]);

/** The type of this name. Tasks are stored with names of this registry only, so that another one is a defect. */
export function taskTypeOf(name: string): TaskTypeDefinition {
  const found = taskTypes.find((type) => type.name === name);
  if (!found) throw new Error(`There is no task type "${name}".`);
  return found;
}
