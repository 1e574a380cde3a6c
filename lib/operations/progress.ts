import type { Generation } from "./contract";
import type { Text } from "./generate/text";
import type { Remembered } from "./memo/remember";

/** Counts of requests of every kind since the operations were opened, and what the method says it is doing. */
export interface Progress {
  requested: number;
  done: number;
  /** Of those done: found in the memo, or made for somebody else. */
  cached: number;
  /** Texts that were made for this run, and their tokens. */
  texts: number;
  promptTokens: number;
  completionTokens: number;
  /** At most so many more, of texts whose tokens the server did not count. */
  uncountedTokens: number;
  /** Prompts whose quoted answers had to be shortened. */
  truncated: number;
  stage: string;
}

/** Counts what the operations of one run do. */
export class Counts {
  readonly #progress: Progress = {
    requested: 0,
    done: 0,
    cached: 0,
    texts: 0,
    promptTokens: 0,
    completionTokens: 0,
    uncountedTokens: 0,
    truncated: 0,
    stage: "",
  };
  readonly #report: (progress: Progress) => void;

  constructor(report: (progress: Progress) => void) {
    this.#report = report;
  }

  request(count: number): void {
    this.#progress.requested += count;
    this.#report({ ...this.#progress });
  }

  stage(name: string): void {
    this.#progress.stage = name;
    this.#report({ ...this.#progress });
  }

  noteScore(wasStored: boolean): void {
    this.#progress.done += 1;
    if (wasStored) this.#progress.cached += 1;
    this.#report({ ...this.#progress });
  }

  /** Counts a text and gives it the form that methods see. */
  noteText({ result: { request, stored }, wasStored }: Remembered<Text>): Generation {
    const progress = this.#progress;
    progress.done += 1;
    if (wasStored) progress.cached += 1;
    else {
      progress.texts += 1;
      progress.promptTokens += stored.promptTokens ?? 0;
      progress.completionTokens += stored.completionTokens ?? 0;
      if (stored.completionTokens === null) progress.uncountedTokens += request.facts.sampling.maxTokens;
    }
    if (request.shortened > 0) progress.truncated += 1;
    this.#report({ ...progress });
    const { text, finishReason, promptTokens, completionTokens } = stored;
    const generation = { key: request.key, text, finishReason, promptTokens, completionTokens };
    return request.shortened > 0 ? { ...generation, shortenedQuotes: request.shortened } : generation;
  }
}
