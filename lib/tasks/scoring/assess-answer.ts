import { randomUUID } from "node:crypto";
import { AppError } from "@/lib/errors";
import { type Reading, readWhole } from "@/lib/reading/reading";
import { promptOf } from "../prompts";
import type { Assessment, QuestionContent, Verdict } from "../schema";
import { judgeAnswer } from "./judge-answer";
import { scoreAsMoco } from "./score-as-moco";
import { scoreByTests } from "./score-by-tests";
import { scoreByVerifier } from "./score-by-verifier";
import { type Scorers, whyUnscorable } from "./scorers";
import { distinctness } from "./similarity";

/**
 * Scores an answer for good, by its text or by the scorer that its type needs.
 * @throws AppError CONFLICT where the scorer that its type needs is not configured
 */
export async function assessAnswer(content: QuestionContent, answer: string, scorers: Scorers): Promise<Assessment> {
  return { ...(await scoreAnswer(content, answer, scorers)), mocoScore: scoreAsMoco(content, answer) };
}

/**
 * The same without the rules of MoCo.
 * @throws AppError CONFLICT where the scorer that its type needs is not configured
 */
export async function scoreAnswer(content: QuestionContent, answer: string, scorers: Scorers): Promise<Verdict> {
  const obstacle = whyUnscorable(content.taskType, scorers);
  if (obstacle !== null) throw new AppError("CONFLICT", obstacle);
  const { reward, embed, verify, sandbox } = scorers;
  if (content.taskType === "reward_model" && reward) return byReward(promptOf(content), readWhole(answer), reward);
  if (content.taskType === "generation_diversity" && embed) return byEmbedding(content.reference, readWhole(answer), embed);
  if (content.taskType === "general_verifier" && verify) return scoreByVerifier(content, answer, verify);
  if (content.taskType === "coding" && sandbox) return scoreByTests(content, answer, sandbox, randomUUID());
  return judgeAnswer(content, answer);
}

async function byReward(request: string, reading: Reading, reward: NonNullable<Scorers["reward"]>): Promise<Verdict> {
  // An empty answer is scored as well, because leaving it out would be a reward for saying nothing where logits are negative.
  const [score] = await reward([{ request, answer: reading.parsed ?? "" }]);
  if (score === undefined || !Number.isFinite(score)) throw new Error("The reward model gave no number.");
  return {
    parsed: reading.parsed,
    reason: reading.parsed === null ? reading.reason : `The reward model gives ${score.toFixed(3)}.`,
    score,
    certainty: null,
  };
}

async function byEmbedding(others: readonly string[], reading: Reading, embed: NonNullable<Scorers["embed"]>): Promise<Verdict> {
  if (reading.parsed === null) return { parsed: null, reason: reading.reason, score: 0, certainty: null };
  const [own, ...theirs] = await embed([reading.parsed, ...others]);
  if (!own || theirs.length !== others.length) throw new Error("The embedding model did not answer each text once.");
  const score = Math.max(0, distinctness(own, theirs));
  return { parsed: reading.parsed, reason: `It differs from ${others.length} other answers.`, score, certainty: null };
}
