import { AppError } from "@/lib/errors";
import { certaintyOf } from "@/lib/reading/certainty/certainty-of";
import { requestTraits } from "@/lib/reading/certainty/request-traits";
import { readCompliance } from "@/lib/reading/forms/read-compliance";
import { readExactAnswer } from "@/lib/reading/forms/read-exact-answer";
import { readProgram } from "@/lib/reading/forms/read-program";
import { goldsOf } from "@/lib/reading/golds";
import { optionsOf } from "@/lib/reading/options";
import { type Reading, readWhole } from "@/lib/reading/reading";
import { meansTheSame } from "@/lib/reading/values/comparable-value";
import type { Verdict } from "../schema";
import { checkInstruction } from "../types/check-instruction";
import type { QuestionContent } from "../types/registry";
import { judgeProse, type LearnedWeights, logitBeside, readOption } from "./judge-prose";
import type { Judged } from "./judged";
import { readForVerifier } from "./score-by-verifier";
import { noScorers } from "./scorers";
import { tokenF1 } from "./token-f1";
import { whyUnscorable } from "./why-unscorable";

/**
 * Reads an answer by the rules of the question's type, and the option of a prose answer by a model; without looking at the
 * gold.
 */
export function readAnswer(content: QuestionContent, answer: string, learned?: Partial<LearnedWeights>): Reading {
  switch (content.taskType) {
    case "multiple_choice":
      return readOption(answer, optionsOf(content.choices), content.question, learned);
    case "exact_match":
    case "f1_match":
      return readExactAnswer(answer, content.input);
    case "noncompliance":
      return readCompliance(answer, content.input, learned?.compliance);
    case "general_verifier":
      return readForVerifier(answer);
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
  const judged = judgeClosely(content, answer);
  return { parsed: judged.parsed, reason: judged.reason, score: judged.score, certainty: certaintyOf(content, judged) };
}

/**
 * The same with what tells how certain it is.
 * @param learned other weights than the fitted ones
 * @throws AppError CONFLICT
 */
export function judgeClosely(content: QuestionContent, answer: string, learned?: Partial<LearnedWeights>): Judged {
  const reading = readAnswer(content, answer, learned);
  const obstacle = whyUnscorable(content.taskType, noScorers);
  if (obstacle !== null) throw new AppError("CONFLICT", `An answer of this type has no score by its text alone. ${obstacle}`);
  const prose =
    content.taskType === "exact_match" || content.taskType === "f1_match" ? judgeProse(content, answer, reading, learned) : null;
  if (prose !== null) return prose;
  const { parsed, form } = reading;
  const logit = reading.logit ?? logitBeside(content, answer, reading, learned);
  const traits = content.taskType === "noncompliance" ? requestTraits(content.input, answer) : undefined;
  if (parsed === null) return { parsed, reason: reading.reason, score: 0, form, logit, traits };
  const { score, words } = comparison(content, parsed);
  return { parsed, reason: `${reading.reason} ${words}`, score, form, logit, traits };
}

interface Comparison {
  /** 0 to 1. */
  score: number;
  words: string;
}

function comparison(content: QuestionContent, parsed: string): Comparison {
  if (content.taskType !== "f1_match") {
    const fault = faultOf(content, parsed);
    return { score: fault === null ? 1 : 0, words: fault ?? "Right." };
  }
  const golds = goldsOf(content.output);
  const score = Math.max(...golds.map((gold) => (meansTheSame(parsed, gold) ? 1 : tokenF1(parsed, gold))));
  const best = golds.length > 1 ? "the closest gold answer" : "the gold answer";
  if (score === 1) return { score, words: "Right." };
  return { score, words: score === 0 ? "It shares no word with a gold answer." : `F1 ${score.toFixed(2)} with ${best}.` };
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
    default:
      throw new Error(`No rule compares answers of ${content.taskType}.`);
  }
}
