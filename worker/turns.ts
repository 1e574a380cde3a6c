/** Work that goes on together, and work that goes on while nothing else does. */
export class Turns {
  readonly #together = new Set<Promise<unknown>>();
  #alone: Promise<unknown> = Promise.resolve();

  async together(work: () => Promise<void>): Promise<void> {
    let known: Promise<unknown>;
    do {
      known = this.#alone;
      await known;
    } while (known !== this.#alone);
    const going = work();
    this.#together.add(going);
    try {
      await going;
    } finally {
      this.#together.delete(going);
    }
  }

  alone(work: () => Promise<void>): Promise<void> {
    const before = this.#alone;
    const going = (async () => {
      await before;
      await Promise.allSettled(this.#together);
      await work();
    })();
    this.#alone = going.catch(() => undefined);
    return going;
  }
}
