import { AppError } from "@/lib/errors";
import { judgeCompliance } from "@/lib/reading/judge-compliance";
import { judgeOption } from "@/lib/reading/judge-option";
import { judgeValue } from "@/lib/reading/judge-value";
import { verdictOf } from "@/lib/reading/judged";
import { optionsOf } from "@/lib/reading/options";
import { readCompliance } from "@/lib/reading/read-compliance";
import { readFinalAnswer } from "@/lib/reading/read-final-answer";
import { readOption } from "@/lib/reading/read-option";
import { readProgram } from "@/lib/reading/read-program";
import { readValue } from "@/lib/reading/read-value";
import { type Reading, readWhole } from "@/lib/reading/reading";
import type { QuestionContent, Verdict } from "../schema";
import { checkInstruction } from "./check-instruction";
import { noScorers, whyUnscorable } from "./scorers";

/** Reads an answer by the rules of the question's type, without looking at the gold. */
export function readAnswer(content: QuestionContent, answer: string): Reading {
  switch (content.taskType) {
    case "multiple_choice":
      return readOption(answer, { question: content.question, options: optionsOf(content.choices) });
    case "exact_match":
    case "f1_match":
      return readValue(answer, content.input);
    case "noncompliance":
      return readCompliance(answer, content.input);
    case "general_verifier":
      return readFinalAnswer(answer);
    case "coding":
      return readProgram(answer);
    case "verifiable_instruction":
    case "reward_model":
    case "generation_diversity":
      return readWhole(answer);
  }
}

/**
 * Reads an answer and scores it by its text against the gold. What cannot be read scores 0.
 * @throws AppError CONFLICT for types that a text alone does not score, see `assessAnswer`
 */
export function judgeAnswer(content: QuestionContent, answer: string): Verdict {
  switch (content.taskType) {
    case "multiple_choice": {
      const asked = { question: content.question, options: optionsOf(content.choices), gold: content.answer };
      return verdictOf(judgeOption(answer, asked));
    }
    case "exact_match":
      return verdictOf(judgeValue(answer, { question: content.input, gold: content.output, scoring: "exact" }));
    case "f1_match":
      return verdictOf(judgeValue(answer, { question: content.input, gold: content.output, scoring: "f1" }));
    case "noncompliance":
      return verdictOf(judgeCompliance(answer, { request: content.input, expects: content.expects }));
    case "verifiable_instruction":
      return judgeInstruction(content, answer);
    default:
      throw new AppError(
        "CONFLICT",
        `An answer of this type has no score by its text alone. ${whyUnscorable(content.taskType, noScorers) ?? ""}`,
      );
  }
}

function judgeInstruction({ checks }: Extract<QuestionContent, { taskType: "verifiable_instruction" }>, answer: string): Verdict {
  const { parsed, reason } = readWhole(answer);
  // A program checks what was asked for.
  const certainty = 1;
  if (parsed === null) return { parsed, reason, score: 0, certainty };
  const fault = checks.map((check) => checkInstruction(parsed, check)).find((each) => each !== null) ?? null;
  return { parsed, reason: `${reason} ${fault ?? "Right."}`, score: fault === null ? 1 : 0, certainty };
}
