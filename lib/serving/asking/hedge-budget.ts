/** Second copies per request, at most, and how many unused ones are kept for later. */
const SHARE = 0.05;
const KEPT = 50;

/** How many requests may be sent twice. */
export class HedgeBudget {
  #left = 0;

  /** A request was sent. */
  earn(): void {
    this.#left = Math.min(KEPT, this.#left + SHARE);
  }

  /** Takes one second copy out of the budget, if there is one. */
  spend(): boolean {
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
