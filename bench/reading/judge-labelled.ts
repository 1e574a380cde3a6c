import { judgeCompliance } from "@/lib/reading/judge-compliance";
import { judgeOption } from "@/lib/reading/judge-option";
import { judgeValue } from "@/lib/reading/judge-value";
import type { Judged } from "@/lib/reading/judged";
import { optionsOf } from "@/lib/reading/options";
import type { Weights } from "@/lib/reading/prose/weigh";
import type { ComplianceWeights } from "@/lib/reading/read-compliance";
import { contentOf, type LabelledAnswer } from "./labelled-answers";

/** Weights that the reader learned; the fitted ones where one is left out. */
export interface LearnedWeights {
  values: Weights;
  options: Weights;
  compliance: ComplianceWeights;
}

/** Judges a labelled answer of a type that weights are learned for, by other weights than the fitted ones. */
export function judgeLabelled(line: LabelledAnswer, learned: Partial<LearnedWeights>): Judged {
  const content = contentOf(line);
  switch (content.taskType) {
    case "multiple_choice": {
      const { question, choices, answer: gold } = content;
      return judgeOption(line.answer, { question, options: optionsOf(choices), gold }, learned.options);
    }
    case "exact_match":
      return judgeValue(line.answer, { question: content.input, gold: content.output, scoring: "exact" }, learned.values);
    case "f1_match":
      return judgeValue(line.answer, { question: content.input, gold: content.output, scoring: "f1" }, learned.values);
    case "noncompliance":
      return judgeCompliance(line.answer, { request: content.input, expects: content.expects }, learned.compliance);
    default:
      throw new Error(`No learned weights judge answers of ${content.taskType}.`);
  }
}
