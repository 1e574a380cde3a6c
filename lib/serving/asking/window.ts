import type { Stop } from "../ending";
import { onAbort } from "../on-abort";

/** Requests in flight at first and at least. */
const FIRST = 64;
const LEAST = 1;
/** By how much each prompt answer widens it until the first sign of a limit. */
const WIDENING = 3;
/** Share of the window that is left after an overload. */
const CUT = 0.8;

/** A slot in the window: how often it had been cut when the holder came in. */
export type Slot = number;

/** Who waits; those who share it stand in one line. A run, as a rule. */
export type Caller = object;

/** How a request ended. A late answer means that a line stands at the server, which helps nobody. */
export type SlotOutcome = "answered" | "answered-late" | "overloaded" | "given-up";

type Enter = (slot: Slot) => void;

/**
 * How many requests one endpoint may have in flight: one more per full window of prompt answers, one less per full window
 * of late ones, a fifth less per fault (additive increase, multiplicative decrease; Chiu and Jain 1989). Requests that were
 * in flight together and fail together cut it once. Until the first sign of a limit each full window is four times as wide as
 * the one before, as in a connection's slow start (RFC 5681), but faster: a model server keeps those that are too many in a
 * line, where a network drops them. A window that is less than half full does not grow, because that proves nothing
 * (RFC 7661).
 *
 * Callers who wait are served in turn, one slot each, so that a large run does not hold back a small one.
 */
export class Window {
  readonly #most: number;
  #size: number;
  #inFlight = 0;
  #cuts = 0;
  #isLimitKnown = false;
  #waiting = 0;
  /** Lines in the order of their turn. */
  readonly #lines = new Map<Caller, Set<Enter>>();

  /** @param most requests in flight, at most */
  constructor(most: number) {
    this.#most = most;
    this.#size = Math.min(FIRST, most);
  }

  get size(): number {
    return Math.floor(this.#size);
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  get waiting(): number {
    return this.#waiting;
  }

  /** Of all that want in, how full the window is; above 1 some wait. */
  get load(): number {
    return (this.#inFlight + this.#waiting) / this.size;
  }

  /** A slot if one is free and nobody waits for it, or null. */
  tryEnter(): Slot | null {
    if (this.#waiting > 0 || this.#inFlight >= this.size) return null;
    this.#inFlight += 1;
    return this.#cuts;
  }

  /** Waits for a slot. @throws the signal's reason */
  enter(signal: Stop, caller: Caller): Promise<Slot> {
    if (signal.aborted) return Promise.reject(signal.reason);
    const free = this.tryEnter();
    if (free !== null) return Promise.resolve(free);
    return new Promise<Slot>((resolve, reject) => {
      const enter: Enter = (slot) => {
        stopListening();
        resolve(slot);
      };
      const stopListening = onAbort(signal, () => {
        this.#leaveLine(caller, enter);
        reject(signal.reason);
      });
      const line = this.#lines.get(caller);
      if (line) line.add(enter);
      else this.#lines.set(caller, new Set([enter]));
      this.#waiting += 1;
    });
  }

  /** Gives the slot back. */
  leave(slot: Slot, outcome: SlotOutcome): void {
    const wasFull = this.#waiting > 0 || 2 * this.#inFlight > this.size;
    this.#inFlight -= 1;
    this.#size = Math.min(this.#most, Math.max(LEAST, this.#sizeAfter(slot, outcome, wasFull)));
    while (this.#inFlight < this.size) {
      const enter = this.#next();
      if (!enter) return;
      this.#inFlight += 1;
      enter(this.#cuts);
    }
  }

  /** The first of the line whose turn it is; that line then goes behind the others. */
  #next(): Enter | undefined {
    for (const [caller, line] of this.#lines) {
      const [enter] = line;
      if (!enter) continue;
      this.#leaveLine(caller, enter);
      if (line.size > 0) {
        this.#lines.delete(caller);
        this.#lines.set(caller, line);
      }
      return enter;
    }
    return undefined;
  }

  #leaveLine(caller: Caller, enter: Enter): void {
    const line = this.#lines.get(caller);
    if (!line?.delete(enter)) return;
    this.#waiting -= 1;
    if (line.size === 0) this.#lines.delete(caller);
  }

  #sizeAfter(slot: Slot, outcome: SlotOutcome, wasFull: boolean): number {
    switch (outcome) {
      case "answered":
        if (!wasFull) return this.#size;
        return this.#size + (this.#isLimitKnown ? 1 / this.#size : WIDENING);
      case "answered-late":
        this.#isLimitKnown = true;
        return this.#size - 1 / this.#size;
      case "overloaded":
        this.#isLimitKnown = true;
        if (slot !== this.#cuts) return this.#size;
        this.#cuts += 1;
        return this.#size * CUT;
      case "given-up":
        return this.#size;
    }
  }
}
