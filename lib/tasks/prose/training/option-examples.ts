import { optionsOf } from "../../options";
import { readChoice } from "../../reading/read-choice";
import { nothingKey } from "../candidates";
import { optionCandidates } from "../option-candidates";
import type { Labelled } from "./examples";
import type { Example } from "./fit";

/** What a labelled answer to a multiple-choice question teaches. */
export function optionExamples(line: Labelled, asksRules: boolean): Example[] {
  const options = optionsOf(line.choices ?? {});
  const question = line.question ?? "";
  const ruled = asksRules ? readChoice(line.answer, options, question).parsed : null;
  return [{ candidates: optionCandidates(question, line.answer, options, ruled), right: new Set([line.reads ?? nothingKey]), weight: 1 }];
}
