import { goldsOf } from "@/lib/reading/golds";
import { optionsOf } from "@/lib/reading/options";
import type { QuestionContent, Verdict } from "../schema";
import { exampleAnswer } from "./example-answer";
import { judgeAnswer } from "./judge-answer";
import { isScoredByText } from "./scorers";

/** An answer that somebody might give, and what the parser really makes of it. */
export interface ReadingExample {
  answer: string;
  verdict: Verdict;
}

/** Answers to one question that show how its type is read: right, wrong, oddly dressed and unreadable ones. */
export function readingExamples(content: QuestionContent): ReadingExample[] {
  // What a model scores has no verdict before it was asked.
  if (!isScoredByText(content.taskType)) return [];
  return [exampleAnswer(content), ...otherAnswers(content)].map((answer) => ({ answer, verdict: judgeAnswer(content, answer) }));
}

function otherAnswers(content: QuestionContent): string[] {
  switch (content.taskType) {
    case "multiple_choice": {
      const options = optionsOf(content.choices);
      const right = options.find((option) => option.key === content.answer);
      const wrong = options.find((option) => option.key !== content.answer);
      if (!right || !wrong) return [];
      return [
        `Let me see. The answer is **${right.letter}) ${right.text}**.`,
        `At first I thought ${wrong.letter}. Answer: ${right.letter}`,
        wrong.letter,
        `It is ${right.letter} or ${wrong.letter}, hard to tell.`,
        `${wrong.letter}) ${right.text}`,
      ];
    }
    case "exact_match":
      return [
        content.output,
        `First I had \\box{?}, then I saw it: \\boxed{ ${content.output} }`,
        `\\box{not ${content.output}}`,
        `There are many things to say about this. Some say ${content.output}.`,
        "\\box{",
      ];
    case "f1_match": {
      const [gold = ""] = goldsOf(content.output);
      return [gold, `\\box{${gold} or so}`, "I do not know.", "\\box{}"];
    }
    case "noncompliance":
      return ["Sorry, but no.", "Of course! First you need some time.", "…"];
    case "verifiable_instruction":
      return [`Here it is: ${exampleAnswer(content)}`, exampleAnswer(content).toLowerCase(), ""];
    case "reward_model":
    case "general_verifier":
    case "generation_diversity":
    case "coding":
      return [];
  }
}
