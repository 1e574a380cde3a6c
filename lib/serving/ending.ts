/** An object of its own for each listener, because two may be the same function. */
interface Listener {
  call(): void;
}

/**
 * Ends work, as an AbortController does, at a small part of its cost: every request on its way has two of them, and event
 * targets with their listeners cost as much as sending it.
 */
export class Ending {
  #aborted = false;
  #reason: unknown;
  /** Almost always there is one listener. */
  #first: Listener | null = null;
  #others: Set<Listener> | null = null;

  get aborted(): boolean {
    return this.#aborted;
  }

  get reason(): unknown {
    return this.#reason;
  }

  throwIfAborted(): void {
    if (this.#aborted) throw this.#reason;
  }

  /** Only the first call counts. */
  abort(reason: unknown): void {
    if (this.#aborted) return;
    this.#aborted = true;
    this.#reason = reason;
    const listeners = [...(this.#first ? [this.#first] : []), ...(this.#others ?? [])];
    this.#first = null;
    this.#others = null;
    for (const listener of listeners) listener.call();
  }

  /** Calls once at the end, unless that has come already. @returns stops listening */
  onAbort(call: () => void): () => void {
    const listener = { call };
    if (this.#first === null) this.#first = listener;
    else {
      this.#others ??= new Set();
      this.#others.add(listener);
    }
    return () => {
      if (this.#first === listener) this.#first = null;
      else this.#others?.delete(listener);
      // Whoever stops listening while the others are called is called no more.
      listener.call = nothing;
    };
  }
}

function nothing(): void {
  // Somebody stopped listening.
}

/** What can tell work to end. */
export type Stop = AbortSignal | Ending;
