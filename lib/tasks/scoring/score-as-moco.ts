import { complianceAsMoco, exactAsMoco, f1AsMoco, optionAsMoco } from "@/lib/reading/moco/score-as-moco";
import { optionsOf } from "@/lib/reading/options";
import type { QuestionContent } from "../schema";

/** The score that the rules of MoCo 1.0.0 give an answer; null for types that those rules do not score by text. */
export function scoreAsMoco(content: QuestionContent, answer: string): number | null {
  switch (content.taskType) {
    case "multiple_choice":
      return optionAsMoco(answer, { options: optionsOf(content.choices), gold: content.answer });
    case "exact_match":
      return exactAsMoco(answer, content.output);
    case "f1_match":
      return f1AsMoco(answer, content.output);
    case "noncompliance":
      return complianceAsMoco(answer, content.expects);
    default:
      return null;
  }
}
