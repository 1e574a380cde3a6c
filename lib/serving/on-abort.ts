/** An object of its own for each listener, because two may be the same function. */
interface Listener {
  call(): void;
}

const listenersOf = new WeakMap<AbortSignal, Set<Listener>>();

/**
 * Calls once when the signal aborts. A signal that thousands listen to costs a search through all of them per listener;
 * here they share one.
 * @returns stops listening
 */
export function onAbort(signal: AbortSignal, call: () => void): () => void {
  const listeners = listenersOf.get(signal) ?? listenTo(signal);
  const listener = { call };
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function listenTo(signal: AbortSignal): Set<Listener> {
  const listeners = new Set<Listener>();
  listenersOf.set(signal, listeners);
  signal.addEventListener(
    "abort",
    () => {
      for (const listener of listeners) {
        listeners.delete(listener);
        listener.call();
      }
    },
    { once: true },
  );
  return listeners;
}
