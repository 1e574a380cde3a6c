import type { LlamaContext, LlamaContextSequence, Token } from "node-llama-cpp";
import { type Candidate, drawToken, uniforms } from "./draw-token";

/** Prompt tokens per evaluation. Whole chunks, and only those, are shared between prompts. */
const CHUNK = 32;

/** What one generation is to do. */
export interface SlotTask {
  prompt: readonly Token[];
  temperature: number;
  topP: number;
  topK: number;
  maxTokens: number;
  seed: number;
  /** How many alternatives to report per token; null reports no probabilities at all. */
  alternatives: number | null;
  /** Called after each token; true ends the generation. */
  isComplete(tokens: readonly Token[]): boolean;
}

/** Natural logarithm of a token's probability, at temperature 1 and before any cut. */
export interface TokenLogprob {
  token: Token;
  logprob: number;
}

export interface SlotStep extends TokenLogprob {
  top: TokenLogprob[];
}

export interface SlotOutcome {
  tokens: Token[];
  /** One per token where probabilities were asked for, else empty. */
  steps: SlotStep[];
  ending: "end" | "complete" | "length";
}

/**
 * One generation at a time, in a context of its own.
 *
 * Why not many sequences in one batch: the size of a batch changes which matrix kernels run and with them the last
 * bits of the logits, so a greedy answer could depend on who else is asking. A context with one sequence that
 * always cuts its prompt at the same places computes the same bits for the same prompt, whatever the load.
 */
export class Slot {
  readonly #sequence: LlamaContextSequence;
  /** Tokens that sit in the cache as whole chunks, from the start. */
  #chunks: Token[] = [];

  constructor(context: LlamaContext) {
    this.#sequence = context.getSequence();
  }

  /** Tokens of the prompt that this slot need not compute again. */
  sharedWith(prompt: readonly Token[]): number {
    const limit = Math.min(this.#chunks.length, prompt.length - 1);
    let same = 0;
    while (same < limit && this.#chunks[same] === prompt[same]) same += 1;
    return same - (same % CHUNK);
  }

  /** @throws The signal's reason, after the current token. */
  async run(task: SlotTask, signal: AbortSignal): Promise<SlotOutcome> {
    try {
      let feed = await this.#feedChunks(task.prompt, signal);
      const next = uniforms(task.seed);
      const outcome: SlotOutcome = { tokens: [], steps: [], ending: "length" };
      while (outcome.tokens.length < task.maxTokens) {
        signal.throwIfAborted();
        const step = await this.#step(feed, task, next);
        if (this.#sequence.model.isEogToken(step.token)) return { ...outcome, ending: "end" };
        outcome.tokens.push(step.token);
        if (task.alternatives !== null) outcome.steps.push(step);
        if (task.isComplete(outcome.tokens)) return { ...outcome, ending: "complete" };
        feed = [step.token];
      }
      return outcome;
    } catch (error) {
      this.#chunks = [];
      await this.#sequence.clearHistory();
      throw error;
    }
  }

  /** Puts the prompt's whole chunks into the cache, as far as they are not there, and returns what is left of it. */
  async #feedChunks(prompt: readonly Token[], signal: AbortSignal): Promise<Token[]> {
    const shared = this.sharedWith(prompt);
    this.#chunks.length = shared;
    const end = this.#sequence.nextTokenIndex;
    if (shared === 0) await this.#sequence.clearHistory();
    else if (end > shared) await this.#sequence.eraseContextTokenRanges([{ start: shared, end }]);
    let at = shared;
    while (prompt.length - at > CHUNK) {
      signal.throwIfAborted();
      const chunk = prompt.slice(at, at + CHUNK);
      await this.#sequence.evaluateWithoutGeneratingNewTokens(chunk);
      this.#chunks.push(...chunk);
      at += CHUNK;
    }
    return prompt.slice(at);
  }

  /** Evaluates `feed` and chooses the token after it. */
  async #step(feed: readonly Token[], task: SlotTask, next: () => number): Promise<SlotStep> {
    const last = feed.at(-1);
    if (last === undefined) throw new Error("nothing to evaluate");
    const isPlain = task.temperature === 0 && task.alternatives === null;
    const wish = isPlain ? { token: true, options: { temperature: 0 } } : { logits: true };
    const results = await this.#sequence.controlledEvaluate([...feed.slice(0, -1), [last, { generateNext: wish }]]);
    const found = results[feed.length - 1]?.next;
    if (isPlain && found?.token !== undefined && found.token !== null) return { token: found.token, logprob: 0, top: [] };
    if (!found?.logits || found.logits.size === 0) throw new Error("llama.cpp gave neither a token nor its logits");
    const candidates = [...found.logits].map(([token, logit]) => ({ token, logit }));
    return choose(candidates, task, next);
  }
}

/** Equal logits are ordered by token, so that greedy has one answer. */
function choose(unsorted: Candidate<Token>[], task: SlotTask, next: () => number): SlotStep {
  const candidates = unsorted.sort((one, other) => other.logit - one.logit || one.token - other.token);
  const highest = candidates[0]?.logit ?? 0;
  const uniform = next();
  const token = task.temperature === 0 ? candidates[0]?.token : drawToken(candidates, task, uniform);
  if (token === undefined) throw new Error("there is no token to draw from");
  if (task.alternatives === null) return { token, logprob: 0, top: [] };
  const total = candidates.reduce((sum, { logit }) => sum + Math.exp(logit - highest), 0);
  const logprobOf = (logit: number) => logit - highest - Math.log(total);
  const chosen = candidates.find((candidate) => candidate.token === token);
  return {
    token,
    logprob: logprobOf(chosen?.logit ?? highest),
    top: candidates.slice(0, task.alternatives).map((candidate) => ({ token: candidate.token, logprob: logprobOf(candidate.logit) })),
  };
}
