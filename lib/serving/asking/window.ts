import { Sizing, type Slot, type SlotOutcome } from "./sizing";

/** How many requests one endpoint may have in flight, and how many it has; see `Sizing` for how it becomes wider and narrower. */
export class Window {
  /** Called when there may be room for another request. */
  onRoom: () => void = () => undefined;
  readonly #sizing: Sizing;
  #inFlight = 0;

  /** @param most requests in flight, at most */
  constructor(most: number) {
    this.#sizing = new Sizing(most);
  }

  get size(): number {
    return this.#sizing.size;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  /** Requests whose answers are coming at this moment. */
  get running(): number {
    return this.#sizing.running;
  }

  get hasRoom(): boolean {
    return this.#inFlight < this.size;
  }

  /** A slot if one is free, or null. */
  tryEnter(): Slot | null {
    if (!this.hasRoom) return null;
    this.#inFlight += 1;
    return this.#sizing.slot(this.#inFlight === 1);
  }

  /** The server began to answer. */
  begin(slot: Slot): void {
    this.#sizing.begin(slot);
    if (this.hasRoom) this.onRoom();
  }

  /** Gives the slot back. @param work what was done, in tokens or in answers */
  leave(slot: Slot, outcome: SlotOutcome, work = 1): void {
    const isFull = 2 * this.#inFlight > this.size;
    this.#inFlight -= 1;
    this.#sizing.end(slot, outcome, work, isFull);
    if (this.hasRoom) this.onRoom();
  }
}
