import { onAbort } from "@/lib/serving/on-abort";

interface Flight<T> {
  result: Promise<T>;
  controller: AbortController;
  passengers: number;
}

/**
 * Work under a key that several may want at once: the first starts it, the others join, and it is given up only when
 * all of them have gone.
 */
export class Flights<T> {
  readonly #flights = new Map<string, Flight<T>>();

  /** @throws the signal's reason as soon as it aborts, whatever the others do; or what the work threw */
  async join(key: string, signal: AbortSignal, start: (signal: AbortSignal) => Promise<T>): Promise<{ result: T; started: boolean }> {
    signal.throwIfAborted();
    const underWay = this.#flights.get(key);
    const flight = underWay ?? this.#begin(key, start);
    flight.passengers += 1;
    try {
      return { result: await unlessAborted(flight.result, signal), started: !underWay };
    } finally {
      flight.passengers -= 1;
      if (flight.passengers === 0) this.#abandon(key, flight);
    }
  }

  #begin(key: string, start: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const controller = new AbortController();
    const flight = { result: start(controller.signal), controller, passengers: 0 };
    this.#flights.set(key, flight);
    // Those who left do not hear how it ended.
    flight.result.catch(() => undefined);
    return flight;
  }

  #abandon(key: string, flight: Flight<T>): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key);
    flight.controller.abort(new Error("nobody waits for this any more"));
  }
}

function unlessAborted<T>(result: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stopListening = onAbort(signal, () => reject(signal.reason));
    result.then(resolve, reject).finally(stopListening);
  });
}
