import type { Stop } from "../ending";
import { type Caller, Line } from "./line";

/** Lets a fixed number in at once; the others wait for their turn. */
export class Gate {
  readonly #most: number;
  #inside = 0;
  readonly #line = new Line<null, null>();

  constructor(most: number) {
    this.#most = most;
  }

  /** @throws the signal's reason */
  async enter(signal: Stop, caller: Caller): Promise<void> {
    if (this.#inside >= this.#most) await this.#line.wait(signal, { caller, kind: "", wish: null });
    else this.#inside += 1;
  }

  /** Whoever waits next takes the place that becomes free. */
  leave(): void {
    const next = this.#line.next({ kind: () => true, wish: () => true });
    if (next) next.enter(null);
    else this.#inside -= 1;
  }
}
