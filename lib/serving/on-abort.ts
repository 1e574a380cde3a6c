const callsOf = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls once when the signal aborts. A signal that thousands listen to costs a search through all of them per listener;
 * here they share one.
 * @returns stops listening
 */
export function onAbort(signal: AbortSignal, call: () => void): () => void {
  let calls = callsOf.get(signal);
  if (!calls) {
    const own = new Set<() => void>();
    calls = own;
    callsOf.set(signal, own);
    signal.addEventListener("abort", () => callAll(own), { once: true });
  }
  // Two listeners may be the same function.
  const entry = () => call();
  calls.add(entry);
  return () => calls.delete(entry);
}

function callAll(calls: Set<() => void>): void {
  for (const call of calls) {
    calls.delete(call);
    call();
  }
}
