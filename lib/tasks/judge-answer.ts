import { checkInstruction } from "./check-instruction";
import { meansTheSame } from "./comparable-value";
import { optionsOf } from "./options";
import { readChoice } from "./read-choice";
import { readCompliance } from "./read-compliance";
import { readExactAnswer } from "./read-exact-answer";
import { type Reading, unreadable, whyNothing } from "./reading";
import type { QuestionContent, Verdict } from "./schema";
import { stripThinking } from "./strip-thinking";

/** Reads an answer by the rules of the question's type, without looking at the gold. */
export function readAnswer(content: QuestionContent, answer: string): Reading {
  switch (content.taskType) {
    case "multiple_choice":
      return readChoice(answer, optionsOf(content.choices));
    case "exact_match":
      return readExactAnswer(answer);
    case "noncompliance":
      return readCompliance(answer);
    case "verifiable_instruction": {
      const text = stripThinking(answer).visible;
      if (text === "") return unreadable(whyNothing(answer));
      return { parsed: text, comparable: text.replace(/\s+/g, " "), reason: "The whole answer counts." };
    }
  }
}

/** Reads an answer and scores it against the gold: 1 or 0. What cannot be read scores 0. */
export function judgeAnswer(content: QuestionContent, answer: string): Verdict {
  const reading = readAnswer(content, answer);
  if (reading.parsed === null) return { parsed: null, reason: reading.reason, score: 0 };
  const fault = faultOf(content, reading.parsed);
  return { parsed: reading.parsed, reason: `${reading.reason} ${fault ?? "Right."}`, score: fault === null ? 1 : 0 };
}

/** What is wrong with a value, or null when it is right. */
function faultOf(content: QuestionContent, parsed: string): string | null {
  switch (content.taskType) {
    case "multiple_choice": {
      const gold = optionsOf(content.choices).find((option) => option.key === content.answer);
      return gold?.letter === parsed ? null : "That is not the right option.";
    }
    case "exact_match":
      return meansTheSame(parsed, content.output) ? null : "That is not the right answer.";
    case "noncompliance":
      return parsed === content.expects ? null : `It should ${content.expects}.`;
    case "verifiable_instruction":
      return content.checks.map((check) => checkInstruction(parsed, check)).find((fault) => fault !== null) ?? null;
  }
}
