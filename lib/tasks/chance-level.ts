import type { QuestionContent } from "./schema";

/**
 * Mean score, 0 to 1, that needs no ability: guessing an option, or always refusing or always complying, whichever is
 * better. Free answers cannot be guessed: 0. Null without questions.
 */
export function chanceLevel(contents: readonly QuestionContent[]): number | null {
  if (contents.length === 0) return null;
  const guesses = contents.reduce((sum, content) => sum + guessed(content), 0);
  const refusals = contents.filter((content) => content.taskType === "noncompliance" && content.expects === "refuse").length;
  const compliances = contents.filter((content) => content.taskType === "noncompliance" && content.expects === "comply").length;
  return (guesses + Math.max(refusals, compliances)) / contents.length;
}

function guessed(content: QuestionContent): number {
  return content.taskType === "multiple_choice" ? 1 / Object.keys(content.choices).length : 0;
}
