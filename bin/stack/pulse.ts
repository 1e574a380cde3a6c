import { setTimeout as sleep } from "node:timers/promises";

/** How long a process may say nothing before it counts as mute. */
export interface Patience {
  /** Milliseconds between two questions, and for the answer to one. */
  pause: number;
  answerWithin: number;
  /** Questions in a row without an answer. */
  misses: number;
}

/** About a minute: what stands still for so long serves nobody, and what is only busy answers in between. */
const usual: Patience = { pause: 5_000, answerWithin: 12_000, misses: 4 };

/**
 * Asks a process whether it is alive until it is mute or `signal` aborts. Any answer will do: one that cannot reach its database is alive.
 * An address that refuses connections counts only after it answered once, since the process may only be starting, or do without.
 * @returns true when it is mute
 */
export async function untilMute(url: string, signal: AbortSignal, { pause, answerWithin, misses }: Patience = usual): Promise<boolean> {
  let [answered, missed] = [false, 0];
  while (!signal.aborted) {
    const answer = await ask(url, answerWithin, signal);
    if (answer === "answered") [answered, missed] = [true, 0];
    else if (answer === "silent" || answered) missed += 1;
    if (missed >= misses && !signal.aborted) return true;
    await sleep(answered ? pause : Math.min(pause, 500), undefined, { signal }).catch(() => undefined);
  }
  return false;
}

async function ask(url: string, within: number, signal: AbortSignal): Promise<"answered" | "silent" | "refused"> {
  const late = AbortSignal.timeout(within);
  try {
    const response = await fetch(url, { redirect: "manual", signal: AbortSignal.any([signal, late]) });
    await response.body?.cancel();
    return "answered";
  } catch {
    return late.aborted ? "silent" : "refused";
  }
}
