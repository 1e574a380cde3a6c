interface Pending<Item, Result> {
  item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * Gathers items that arrive one by one and handles them together: when there are `size`, or `waitMs` after the first.
 * `handle` gives one result per item, in order.
 */
export class Batcher<Item, Result> {
  readonly #size: number;
  readonly #waitMs: number;
  readonly #handle: (items: Item[]) => Promise<Result[]>;
  #pending: Pending<Item, Result>[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(size: number, waitMs: number, handle: (items: Item[]) => Promise<Result[]>) {
    this.#size = size;
    this.#waitMs = waitMs;
    this.#handle = handle;
  }

  add(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#pending.push({ item, resolve, reject });
      if (this.#pending.length >= this.#size) void this.#flush();
      else this.#timer ??= setTimeout(() => void this.#flush(), this.#waitMs);
    });
  }

  /** Never rejects: every failure goes to those whose items it concerns. */
  async #flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const batch = this.#pending;
    this.#pending = [];
    try {
      const results = await this.#handle(batch.map(({ item }) => item));
      if (results.length !== batch.length) throw new Error(`${batch.length} items were handled with ${results.length} results`);
      for (const [place, result] of results.entries()) batch[place]?.resolve(result);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}
