import { readChoice } from "@/lib/reading/forms/read-choice";
import { optionsOf } from "@/lib/reading/options";
import { nothingKey } from "@/lib/reading/prose/candidates";
import { optionScene } from "@/lib/reading/prose/option-scene";
import type { LabelledAnswer } from "../labelled-answers";
import type { Example } from "./fit-weights";

/** Weight of an answer that the rules read already. */
const asRuled = 0.5;

/** What a labelled answer to a multiple-choice question teaches. */
export function optionExamples(line: LabelledAnswer, asksRules: boolean): Example[] {
  const options = optionsOf(line.choices);
  const ruled = readChoice(line.answer, options, line.question).parsed;
  // The model is asked where the rules read nothing.
  const weight = ruled === null ? 1 : asRuled;
  return [
    {
      candidates: optionScene(line.question, line.answer, options, asksRules ? ruled : null).candidates,
      right: new Set([line.reads ?? nothingKey]),
      weight,
    },
  ];
}
