/** Requests in flight at first, at least and at most. */
const FIRST = 32;
const LEAST = 1;
const MOST = 256;
/** Share of the window that is left after an overload. */
const CUT = 0.8;

interface Waiting {
  signal: AbortSignal;
  enter(): void;
}

/** How a request ended. A late answer means that a line stands at the server, which helps nobody. */
export type Outcome = "answered" | "answered-late" | "overloaded" | "given-up";

/**
 * How many requests one endpoint may have in flight: one more per full window of prompt answers, one less per full window
 * of late ones, a fifth less per fault (additive increase, multiplicative decrease; Chiu and Jain 1989). Those who wait
 * enter in order.
 */
export class Window {
  #size = FIRST;
  #inFlight = 0;
  readonly #waiting: Waiting[] = [];

  get size(): number {
    return Math.floor(this.#size);
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  /** Of all that want in, how full the window is; above 1 some wait. */
  get load(): number {
    return (this.#inFlight + this.#waiting.length) / this.size;
  }

  /** Waits for a place. @throws the signal's reason */
  async enter(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#waiting.length === 0 && this.#inFlight < this.size) {
      this.#inFlight += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const onAbort = () => {
        const place = this.#waiting.indexOf(waiting);
        if (place !== -1) this.#waiting.splice(place, 1);
        reject(signal.reason);
      };
      const waiting: Waiting = {
        signal,
        enter: () => {
          signal.removeEventListener("abort", onAbort);
          resolve();
        },
      };
      signal.addEventListener("abort", onAbort, { once: true });
      this.#waiting.push(waiting);
    });
  }

  /** Gives the place back. */
  leave(outcome: Outcome): void {
    this.#inFlight -= 1;
    this.#size = Math.min(MOST, Math.max(LEAST, this.#sizeAfter(outcome)));
    while (this.#inFlight < this.size) {
      const next = this.#waiting.shift();
      if (!next) return;
      this.#inFlight += 1;
      next.enter();
    }
  }

  #sizeAfter(outcome: Outcome): number {
    switch (outcome) {
      case "answered":
        return this.#size + 1 / this.#size;
      case "answered-late":
        return this.#size - 1 / this.#size;
      case "overloaded":
        return this.#size * CUT;
      case "given-up":
        return this.#size;
    }
  }
}
