import { Ending, type Stop } from "./ending";

const endingOf = new WeakMap<AbortSignal, Ending>();

/**
 * Calls once when the signal aborts. A signal that thousands listen to costs a search through all of them per listener;
 * here they share one.
 * @returns stops listening
 */
export function onAbort(signal: Stop, call: () => void): () => void {
  if (signal instanceof Ending) return signal.onAbort(call);
  const shared = endingOf.get(signal) ?? listenTo(signal);
  return shared.onAbort(call);
}

function listenTo(signal: AbortSignal): Ending {
  const shared = new Ending();
  endingOf.set(signal, shared);
  signal.addEventListener("abort", () => shared.abort(signal.reason), { once: true });
  return shared;
}

/** Waits so many milliseconds. @throws the signal's reason as soon as it aborts */
export function pauseUnless(signal: Stop, milliseconds: number): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const stopListening = onAbort(signal, () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
    const timer = setTimeout(() => {
      stopListening();
      resolve();
    }, milliseconds);
  });
}

/** What the work gives. @throws what it throws, or the signal's reason as soon as it aborts; the work goes on all the same */
export function unlessAborted<T>(work: Promise<T>, signal: Stop): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const stopListening = onAbort(signal, () => reject(signal.reason));
    work.then(resolve, reject).finally(stopListening);
  });
}
