import { AppError } from "@/lib/errors";
import type { TaskType } from "../schema";
import type { Sandbox } from "./sandbox";

/** One answer and the request that it answers. */
export interface AnsweredRequest {
  request: string;
  answer: string;
}

/** What scoring needs beyond the answer itself. Each is null where this installation has none. */
export interface Scorers {
  /** Raw logits of a reward model, same order. */
  reward: ((pairs: readonly AnsweredRequest[]) => Promise<number[]>) | null;
  /** What a verifying model decides when it completes prompts, drawn greedily, same order; null where it states no decision. */
  verify: ((prompts: readonly string[]) => Promise<(boolean | null)[]>) | null;
  /** One vector per text, all of one length, same order. */
  embed: ((texts: readonly string[]) => Promise<number[][]>) | null;
  /** Where programs that models wrote may run. */
  sandbox: Sandbox | null;
}

/** A scorer that gave no score. */
export class ScorerFailed extends AppError {
  /** The model that scores. */
  readonly scorer: string;
  /** Whether asking again could help without anybody doing something: it is away or overloaded, and did not refuse. */
  readonly passing: boolean;

  constructor(scorer: { model: string; url: string }, what: string, passing: boolean) {
    super("UNAVAILABLE", `The scorer ${scorer.model} at ${scorer.url} ${what}. Look at it and at SCORERS, then try again.`);
    this.name = "ScorerFailed";
    this.scorer = scorer.model;
    this.passing = passing;
  }
}

/** No scorer at all: what can be parsed can still be scored. */
export const noScorers: Scorers = { reward: null, verify: null, embed: null, sandbox: null };

const needs: Partial<Record<TaskType, { scorer: keyof Scorers; because: string }>> = {
  reward_model: {
    scorer: "reward",
    because: "no reward endpoint is configured. Name one in SCORERS (reward)",
  },
  general_verifier: {
    scorer: "verify",
    because: "no verifier endpoint is configured. Name one in SCORERS (verify)",
  },
  generation_diversity: {
    scorer: "embed",
    because: "no embedding endpoint is configured. Name one in SCORERS (embed)",
  },
  coding: {
    scorer: "sandbox",
    because: "this installation has no sandbox, and programs that models wrote never run outside of one",
  },
};

/** Whether answers of this type are scored by their text alone, so that methods may learn from scores on dev. */
export function isScoredByText(taskType: TaskType): boolean {
  return needs[taskType] === undefined;
}

/** Why answers of this type cannot be scored here; null when they can. */
export function whyUnscorable(taskType: TaskType, scorers: Scorers | Record<keyof Scorers, boolean>): string | null {
  const need = needs[taskType];
  return need && !scorers[need.scorer] ? `It cannot be scored here, because ${need.because}.` : null;
}
