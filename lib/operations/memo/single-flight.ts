import { Ending, type Stop } from "@/lib/serving/ending";
import { onAbort } from "@/lib/serving/on-abort";

interface Flight<T> {
  result: Promise<T>;
  ending: Ending;
  /** How many wait for it. */
  waiting: number;
  isOver: boolean;
}

/**
 * Work under a key that several may want at once: the first starts it, the others join, and it is given up only when
 * all of them have gone.
 */
export class SingleFlight<T> {
  readonly #flights = new Map<string, Flight<T>>();

  /** @throws the signal's reason as soon as it aborts, whatever the others do; or what the work threw */
  join(key: string, signal: Stop, start: (ending: Stop) => Promise<T>): Promise<{ result: T; started: boolean }> {
    if (signal.aborted) return Promise.reject(signal.reason);
    const underWay = this.#flights.get(key);
    const flight = underWay ?? this.#begin(key, start);
    flight.waiting += 1;
    return new Promise((resolve, reject) => {
      const stopListening = onAbort(signal, () => {
        this.#leave(key, flight);
        reject(signal.reason);
      });
      flight.result.then(
        (result) => {
          if (signal.aborted) return;
          stopListening();
          this.#leave(key, flight);
          resolve({ result, started: !underWay });
        },
        (error: unknown) => {
          if (signal.aborted) return;
          stopListening();
          this.#leave(key, flight);
          reject(error);
        },
      );
    });
  }

  #begin(key: string, start: (ending: Stop) => Promise<T>): Flight<T> {
    const ending = new Ending();
    const flight: Flight<T> = { result: start(ending), ending, waiting: 0, isOver: false };
    this.#flights.set(key, flight);
    // Known before anybody who waits is told.
    flight.result.then(
      () => {
        flight.isOver = true;
      },
      () => {
        flight.isOver = true;
      },
    );
    return flight;
  }

  #leave(key: string, flight: Flight<T>): void {
    flight.waiting -= 1;
    if (flight.waiting > 0) return;
    if (this.#flights.get(key) === flight) this.#flights.delete(key);
    if (!flight.isOver) flight.ending.abort(new Error("nobody waits for this any more"));
  }
}
