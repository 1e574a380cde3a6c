/** Requests in flight at first, at least and at most. */
const FIRST = 32;
const LEAST = 1;
const MOST = 256;
/** Share of the window that is left after an overload. */
const CUT = 0.8;

/** A seat in the window: how often it had been cut when the holder came in. */
export type Seat = number;

interface Waiting {
  enter(seat: Seat): void;
}

/** How a request ended. A late answer means that a line stands at the server, which helps nobody. */
export type Outcome = "answered" | "answered-late" | "overloaded" | "given-up";

/**
 * How many requests one endpoint may have in flight: one more per full window of prompt answers, one less per full window
 * of late ones, a fifth less per fault (additive increase, multiplicative decrease; Chiu and Jain 1989). Requests that were
 * in flight together and fail together cut it once. Those who wait enter in order.
 */
export class Window {
  #size = FIRST;
  #inFlight = 0;
  #cuts = 0;
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

  /** Waits for a seat. @throws the signal's reason */
  async enter(signal: AbortSignal): Promise<Seat> {
    signal.throwIfAborted();
    if (this.#waiting.length === 0 && this.#inFlight < this.size) {
      this.#inFlight += 1;
      return this.#cuts;
    }
    return await new Promise<Seat>((resolve, reject) => {
      const onAbort = () => {
        const index = this.#waiting.indexOf(waiting);
        if (index !== -1) this.#waiting.splice(index, 1);
        reject(signal.reason);
      };
      const waiting: Waiting = {
        enter: (seat) => {
          signal.removeEventListener("abort", onAbort);
          resolve(seat);
        },
      };
      signal.addEventListener("abort", onAbort, { once: true });
      this.#waiting.push(waiting);
    });
  }

  /** Gives the seat back. */
  leave(seat: Seat, outcome: Outcome): void {
    this.#inFlight -= 1;
    this.#size = Math.min(MOST, Math.max(LEAST, this.#sizeAfter(seat, outcome)));
    while (this.#inFlight < this.size) {
      const next = this.#waiting.shift();
      if (!next) return;
      this.#inFlight += 1;
      next.enter(this.#cuts);
    }
  }

  #sizeAfter(seat: Seat, outcome: Outcome): number {
    switch (outcome) {
      case "answered":
        return this.#size + 1 / this.#size;
      case "answered-late":
        return this.#size - 1 / this.#size;
      case "overloaded":
        if (seat !== this.#cuts) return this.#size;
        this.#cuts += 1;
        return this.#size * CUT;
      case "given-up":
        return this.#size;
    }
  }
}
