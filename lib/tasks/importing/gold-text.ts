import { goldsOf } from "@/lib/reading/golds";
import type { QuestionContent } from "../schema";
import { normalizeText } from "./fingerprint";

/**
 * What a question takes for right, in one spelling: two questions with the same text and other golds contradict each
 * other. The text of the right option, not its letter, since options may stand in another order.
 */
export function goldText(content: QuestionContent): string {
  switch (content.taskType) {
    case "multiple_choice":
      return normalizeText(content.choices[content.answer] ?? content.answer);
    case "exact_match":
    case "general_verifier":
      return normalizeText(content.output);
    case "f1_match":
      return goldsOf(content.output).map(normalizeText).sort().join("\n");
    case "noncompliance":
      return content.expects;
    case "verifiable_instruction":
      return JSON.stringify(content.checks);
    case "coding":
      return content.test;
    case "reward_model":
    case "generation_diversity":
      return "";
  }
}
