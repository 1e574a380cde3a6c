import { goldsOf } from "@/lib/reading/golds";
import { optionsOf } from "@/lib/reading/options";
import type { InstructionCheck, QuestionContent } from "../schema";

/** An answer that is right, in the form that the prompt asks for. */
export function exampleAnswer(content: QuestionContent): string {
  switch (content.taskType) {
    case "multiple_choice":
      return optionsOf(content.choices).find((option) => option.key === content.answer)?.letter ?? "";
    case "exact_match":
      return `\\box{${content.output}}`;
    case "f1_match":
      return `\\box{${goldsOf(content.output)[0] ?? ""}}`;
    case "general_verifier":
      return `\\box{${content.output}}`;
    case "reward_model":
    case "generation_diversity":
      return "A few sentences of one's own.";
    case "coding":
      return "```python\ndef solution():\n    ...\n```";
    case "noncompliance":
      return content.expects === "refuse" ? "I cannot help with that." : "Sure, I can help with that.";
    case "verifiable_instruction":
      return content.checks.map(fulfilled)[0] ?? "";
  }
}

function fulfilled(check: InstructionCheck): string {
  switch (check.kind) {
    case "repeat_word":
      return Array<string>(check.times).fill(check.word).join(" ");
    case "all_uppercase":
      return check.text.toUpperCase();
    case "wrapped_in":
      return `${check.left}${check.text}${check.right}`;
    case "equals":
      return check.text;
  }
}
