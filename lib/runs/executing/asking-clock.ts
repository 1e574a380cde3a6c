import type { Operations } from "@/lib/operations/contract";

/** Clocks of the runs of this process that wait for model servers at this moment, and when that was last settled. */
const asking = new Set<AskingClock>();
let settledAt = performance.now();

/** Time since the last change belongs in equal parts to all that waited then, so that the shares of runs add up. */
function settle(): void {
  const now = performance.now();
  for (const clock of asking) clock.add((now - settledAt) / 1_000 / asking.size);
  settledAt = now;
}

/** How long a run waited for model servers: its share, where several runs of this process wait at once. */
export class AskingClock {
  #seconds = 0;
  #pending = 0;

  get seconds(): number {
    settle();
    return this.#seconds;
  }

  add(seconds: number): void {
    this.#seconds += seconds;
  }

  /** The same operations, on the clock. */
  measure(operations: Operations): Operations {
    return { ...operations, generate: (requests) => this.#during(() => operations.generate(requests)) };
  }

  async #during<T>(work: () => Promise<T>): Promise<T> {
    settle();
    this.#pending += 1;
    asking.add(this);
    try {
      return await work();
    } finally {
      settle();
      this.#pending -= 1;
      if (this.#pending === 0) asking.delete(this);
    }
  }
}
