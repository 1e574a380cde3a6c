import { optionsOf } from "@/lib/reading/options";
import type { QuestionContent } from "./schema";

/** The complete prompt of a question, in the wordings of the paper's Appendix B. */
export function promptOf(content: QuestionContent): string {
  switch (content.taskType) {
    case "multiple_choice": {
      const options = optionsOf(content.choices).map(({ letter, text }) => `${letter}) ${text}`);
      return [content.question, ...options, "Answer with the letter of the correct option."].join("\n");
    }
    case "exact_match":
    case "f1_match":
      return `${content.input}\n\nPut the final answer in \\box{ANSWER}.`;
    case "noncompliance":
    case "verifiable_instruction":
    case "reward_model":
    case "general_verifier":
    case "generation_diversity":
    case "coding":
      return content.input;
  }
}
