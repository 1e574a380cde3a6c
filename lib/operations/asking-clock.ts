/** The runs of one worker that wait for model servers at this moment share the time that passes. */
export class AskingClocks {
  readonly #asking = new Set<AskingClock>();
  #settledAt = performance.now();

  /** A clock for one run. */
  open(): AskingClock {
    return new AskingClock(this);
  }

  /** Time since the last change belongs in equal parts to all that waited then, so that the shares of runs add up. */
  settle(): void {
    const now = performance.now();
    for (const clock of this.#asking) clock.add((now - this.#settledAt) / 1_000 / this.#asking.size);
    this.#settledAt = now;
  }

  begin(clock: AskingClock): void {
    this.settle();
    this.#asking.add(clock);
  }

  end(clock: AskingClock): void {
    this.settle();
    this.#asking.delete(clock);
  }
}

/** How long a run waited for model servers: its share, where several runs of its worker wait at once. */
export class AskingClock {
  readonly #clocks: AskingClocks;
  #seconds = 0;
  #pending = 0;

  constructor(clocks: AskingClocks) {
    this.#clocks = clocks;
  }

  get seconds(): number {
    this.#clocks.settle();
    return this.#seconds;
  }

  add(seconds: number): void {
    this.#seconds += seconds;
  }

  /** Does the work on the clock. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    if (this.#pending === 0) this.#clocks.begin(this);
    this.#pending += 1;
    try {
      return await work();
    } finally {
      this.#pending -= 1;
      if (this.#pending === 0) this.#clocks.end(this);
    }
  }
}
