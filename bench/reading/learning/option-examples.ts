import { readChoice } from "@/lib/reading/forms/read-choice";
import { optionsOf } from "@/lib/reading/options";
import { optionScene } from "@/lib/reading/prose/option-scene";
import { nothingKey } from "@/lib/reading/prose/weigh";
import { stripThinking } from "@/lib/reading/strip-thinking";
import type { LabelledAnswer } from "../labelled-answers";
import type { Example } from "./fit-weights";

/** Weight of an answer that the rules read already. */
const asRuled = 0.5;

/** What a labelled answer to a multiple-choice question teaches. */
export function optionExamples(line: LabelledAnswer, asksRules: boolean): Example[] {
  const options = optionsOf(line.choices);
  const spoken = stripThinking(line.answer).visible;
  const ruled = readChoice(spoken, options, line.question).parsed;
  // The model is asked where the rules read nothing.
  const weight = ruled === null ? 1 : asRuled;
  return [
    {
      candidates: optionScene(line.question, spoken, options, asksRules ? ruled : null).candidates,
      right: new Set([line.reads ?? nothingKey]),
      weight,
    },
  ];
}
