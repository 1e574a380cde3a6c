import type { Stop } from "../ending";
import { onAbort } from "../on-abort";

/** Who waits; those who share it stand in one line. A run, as a rule. */
export type Caller = object;

/** Somebody who waits. */
interface Waiting<Wish, Grant> {
  wish: Wish;
  /** The how-many-th of all. */
  place: number;
  enter(grant: Grant): void;
}

/**
 * Those who wait for something that is given out one at a time. Callers are served in turn, so that a large run does not hold
 * back a small one; those of one caller in the order of their arrival.
 */
export class Line<Wish, Grant> {
  /** Callers in the order of their turn. */
  readonly #callers = new Map<Caller, Map<string, Set<Waiting<Wish, Grant>>>>();
  readonly #counts = new Map<string, number>();
  #arrived = 0;

  /** How many wait for a thing of this kind. */
  count(kind: string): number {
    return this.#counts.get(kind) ?? 0;
  }

  /** Of each kind that somebody waits for, what one of them wants, and how many they are. */
  kinds(): { kind: string; wish: Wish; count: number }[] {
    const found = new Map<string, { kind: string; wish: Wish; count: number }>();
    for (const kinds of this.#callers.values()) {
      for (const [kind, [first]] of kinds) if (first) found.set(kind, { kind, wish: first.wish, count: this.count(kind) });
    }
    return [...found.values()];
  }

  /** Waits until it is served. @throws the signal's reason */
  wait(signal: Stop, { caller, kind, wish }: { caller: Caller; kind: string; wish: Wish }): Promise<Grant> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const waiting: Waiting<Wish, Grant> = {
        wish,
        place: this.#arrived,
        enter: (grant) => {
          stopListening();
          resolve(grant);
        },
      };
      const stopListening = onAbort(signal, () => {
        this.#remove(caller, kind, waiting);
        reject(signal.reason);
      });
      this.#arrived += 1;
      const kinds = this.#callers.get(caller) ?? new Map<string, Set<Waiting<Wish, Grant>>>();
      this.#callers.set(caller, kinds);
      kinds.set(kind, (kinds.get(kind) ?? new Set()).add(waiting));
      this.#counts.set(kind, this.count(kind) + 1);
    });
  }

  /**
   * The first whose turn it is and who can be served, who waits no longer; the caller then goes behind the others.
   * @param serves.kind whether what one of a kind wants can be served at all
   * @param serves.wish whether this one can be served
   */
  next(serves: { kind(wish: Wish): boolean; wish(wish: Wish): boolean }): Waiting<Wish, Grant> | undefined {
    for (const [caller, kinds] of this.#callers) {
      let first: { kind: string; waiting: Waiting<Wish, Grant> } | null = null;
      for (const [kind, all] of kinds) {
        const [earliest] = all;
        if (!earliest || (first && earliest.place > first.waiting.place) || !serves.kind(earliest.wish)) continue;
        for (const waiting of all) {
          if (!serves.wish(waiting.wish)) continue;
          if (!first || waiting.place < first.waiting.place) first = { kind, waiting };
          break;
        }
      }
      if (!first) continue;
      this.#remove(caller, first.kind, first.waiting);
      if (this.#callers.delete(caller)) this.#callers.set(caller, kinds);
      return first.waiting;
    }
    return undefined;
  }

  #remove(caller: Caller, kind: string, waiting: Waiting<Wish, Grant>): void {
    const kinds = this.#callers.get(caller);
    const all = kinds?.get(kind);
    if (!kinds || !all?.delete(waiting)) return;
    const left = this.count(kind) - 1;
    if (left > 0) this.#counts.set(kind, left);
    else this.#counts.delete(kind);
    if (all.size === 0) kinds.delete(kind);
    if (kinds.size === 0) this.#callers.delete(caller);
  }
}
