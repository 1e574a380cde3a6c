import { readChoice } from "../../forms/read-choice";
import { optionsOf } from "../../options";
import { nothingKey } from "../candidates";
import { optionScene } from "../option-scene";
import type { Labelled } from "./examples";
import type { Example } from "./fit";

/** Weight of an answer that the rules read already. */
const asRuled = 0.5;

/** What a labelled answer to a multiple-choice question teaches. */
export function optionExamples(line: Labelled, asksRules: boolean): Example[] {
  const options = optionsOf(line.choices ?? {});
  const question = line.question ?? "";
  const ruled = readChoice(line.answer, options, question).parsed;
  // The model is asked where the rules read nothing.
  const weight = ruled === null ? 1 : asRuled;
  return [
    {
      candidates: optionScene(question, line.answer, options, asksRules ? ruled : null).candidates,
      right: new Set([line.reads ?? nothingKey]),
      weight,
    },
  ];
}
