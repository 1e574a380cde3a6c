import { setTimeout as wait } from "node:timers/promises";
import { isDatabaseUnreachable } from "@/lib/db/unreachable";
import { log } from "@/lib/log";
import type { Stop } from "@/lib/serving/ending";
import { onAbort } from "@/lib/serving/on-abort";

/** How long finished answers are kept for a database that went away, and the pause between attempts, in milliseconds. */
const PATIENCE = 60_000;
const PAUSE = 500;
/** Characters of finished answers that may wait; a character takes one or two bytes of memory. */
const MOST_CHARACTERS = 25_000_000;

/** Finished answers on their way to the database. While it is away they wait here, and nothing more is asked. */
export class Backlog {
  #characters = 0;
  readonly #held = new Set<Promise<unknown>>();
  /** Batches that found no database at their last attempt. */
  #stuck = 0;
  readonly #waiting = new Set<() => void>();

  get #isOpen(): boolean {
    return this.#stuck === 0 && this.#characters < MOST_CHARACTERS;
  }

  /** Counts an answer until it is stored. @throws Error when too much waits already */
  async hold<T>(characters: number, store: () => Promise<T>): Promise<T> {
    if (this.#characters + characters > MOST_CHARACTERS) {
      throw new Error("Can't reach database: more finished answers wait for it than fit into memory, so this one is asked for again.");
    }
    this.#characters += characters;
    const storing = store();
    this.#held.add(storing);
    try {
      return await storing;
    } finally {
      this.#characters -= characters;
      this.#held.delete(storing);
      this.#wake();
    }
  }

  /** A database that went away may come back soon, and the answers cost more than a minute of memory. */
  async carry<T>(work: () => Promise<T>): Promise<T> {
    const giveUpAt = Date.now() + PATIENCE;
    let isStuck = false;
    try {
      for (;;) {
        try {
          return await work();
        } catch (error) {
          if (!isDatabaseUnreachable(error) || Date.now() > giveUpAt) throw error;
          if (!isStuck) {
            this.#stuck += 1;
            log.warn({ err: error, answers: this.#held.size }, "answers wait for the database");
          }
          isStuck = true;
          await wait(PAUSE);
        }
      }
    } finally {
      if (isStuck) this.#stuck -= 1;
      this.#wake();
    }
  }

  /** @throws the signal's reason */
  async untilOpen(signal: Stop): Promise<void> {
    while (!this.#isOpen) {
      signal.throwIfAborted();
      await this.#change(signal);
    }
    signal.throwIfAborted();
  }

  /** Resolves when all that waits now is stored or given up, whatever comes after it. */
  async untilStored(): Promise<void> {
    await Promise.allSettled(this.#held);
  }

  #change(signal: Stop): Promise<void> {
    return new Promise((resolve) => {
      const stopListening = onAbort(signal, () => done());
      const done = () => {
        stopListening();
        this.#waiting.delete(done);
        resolve();
      };
      this.#waiting.add(done);
    });
  }

  #wake(): void {
    for (const done of this.#waiting) done();
  }
}
