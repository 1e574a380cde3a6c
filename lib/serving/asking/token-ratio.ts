/** Prompts that count, and the least bytes of one: in short prompts the template outweighs the text. */
const KEPT = 200;
const LEAST_BYTES = 64;
/** Tokens per byte until prompts were seen. English makes a quarter of it, other scripts up to one in rare cases. */
const UNKNOWN = 0.5;
/** Tokens that are added to an estimate, and the share. */
const MARGIN = 16;
const MARGIN_SHARE = 1.05;

/** How many tokens a model makes of a byte, learned from the usage numbers of its answers. */
export class TokenRatio {
  readonly #seen: number[] = [];
  #place = 0;
  #greatest = 0;

  /** @param bytes of all messages, in UTF-8 @param tokens as the server counted them, template included */
  learn(bytes: number, tokens: number): void {
    if (bytes < LEAST_BYTES) return;
    const left = this.#seen[this.#place];
    const ratio = tokens / bytes;
    this.#seen[this.#place] = ratio;
    this.#place = (this.#place + 1) % KEPT;
    if (ratio >= this.#greatest) this.#greatest = ratio;
    else if (left === this.#greatest) this.#greatest = Math.max(...this.#seen);
  }

  /** Tokens that a prompt of so many bytes has at most, judging by the densest prompt seen. */
  estimate(bytes: number): number {
    const ratio = this.#greatest === 0 ? UNKNOWN : this.#greatest;
    return Math.ceil(bytes * ratio * MARGIN_SHARE) + MARGIN;
  }
}
