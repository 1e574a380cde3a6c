import { AppError } from "@/lib/errors";
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
