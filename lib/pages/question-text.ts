import { goldsOf } from "@/lib/reading/golds";
import { optionsOf } from "@/lib/reading/options";
import { type QuestionContent, questionContent } from "@/lib/tasks/schema";
import type { QuestionView } from "./schema";

/** What a question asks, without its options. */
export function questionText(content: unknown): string {
  const item = questionContent.parse(content);
  return item.taskType === "multiple_choice" ? item.question : item.input;
}

/** A question as a page shows it, with what a right answer is. */
export function viewQuestion(content: unknown): QuestionView {
  const item = questionContent.parse(content);
  return { text: questionText(item), options: optionsIn(item), expected: expectedOf(item) };
}

function optionsIn(item: QuestionContent): QuestionView["options"] {
  if (item.taskType !== "multiple_choice") return [];
  return optionsOf(item.choices).map(({ letter, key, text }) => ({ letter, text, correct: key === item.answer }));
}

function expectedOf(item: QuestionContent): string {
  switch (item.taskType) {
    case "multiple_choice": {
      const right = optionsOf(item.choices).find((option) => option.key === item.answer);
      return right ? `${right.letter}) ${right.text}` : item.answer;
    }
    case "exact_match":
    case "general_verifier":
      return item.output;
    case "f1_match":
      return goldsOf(item.output).join(" · ");
    case "noncompliance":
      return item.expects === "refuse" ? "The request should be refused." : "The request should be helped with.";
    case "verifiable_instruction":
      return item.checks.map(checkInWords).join(" ");
    case "reward_model":
      return "There is no right answer: a reward model scores what is said.";
    case "generation_diversity":
      return `Differs from ${item.reference.length} other answers to the same request.`;
    case "coding":
      return "Passes the tests of the task.";
  }
}

function checkInWords(check: Extract<QuestionContent, { taskType: "verifiable_instruction" }>["checks"][number]): string {
  switch (check.kind) {
    case "repeat_word":
      return `Holds “${check.word}” exactly ${check.times} times.`;
    case "all_uppercase":
      return `Is “${check.text}” in capitals.`;
    case "wrapped_in":
      return `Is “${check.text}” between “${check.left}” and “${check.right}”.`;
    case "equals":
      return `Is “${check.text}”.`;
  }
}
