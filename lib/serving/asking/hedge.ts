import { Ending, type Stop } from "../ending";
import { onAbort } from "../on-abort";

/** A second copy may be sent when nothing came for so many times as long as the slowest twentieth took, and at least this long. */
const PATIENCE_FACTOR = 1.5;
const LEAST_DELAY = 250;
/** Delays are rounded up to this, because timers of equal length cost less. All in milliseconds. */
const GRAIN = 50;

type Send<T> = (ending: Ending) => T;

/**
 * Sends a request, and once more if the answer takes suspiciously long ("The tail at scale", Dean and Barroso 2013). The
 * first answer wins, the other copy is taken back. A copy that fails is forgotten while the other is on its way. An answer that
 * has begun to come is not asked for again, nor one whose turn has not come.
 * @param slow milliseconds within which nineteen of twenty such answers began; null where that is unknown
 * @param copies.isLate whether so many milliseconds are too many, now; asked again and again while it is not
 * @param copies.second gives null when there is no room for a second copy
 */
export async function withHedge<T>(
  slow: number | null,
  signal: Stop,
  copies: { first: Send<Promise<T>>; isLate?(milliseconds: number): boolean; second?: Send<Promise<T> | null> },
): Promise<T> {
  const endings = [new Ending()];
  const stopListening = onAbort(signal, () => endAll(endings, signal.reason));
  let timer: NodeJS.Timeout | undefined;
  try {
    const [firstEnding] = endings;
    if (!firstEnding) throw new Error("there is always one");
    const first = copies.first(firstEnding);
    const { second: sendSecond } = copies;
    if (slow === null || !sendSecond) return await first;
    const delay = Math.ceil(Math.max(LEAST_DELAY, slow * PATIENCE_FACTOR) / GRAIN) * GRAIN;
    return await new Promise<T>((resolve, reject) => {
      let open = 1;
      const fail = (error: unknown) => {
        open -= 1;
        if (open === 0) reject(error);
      };
      first.then(resolve, fail);
      const look = () => {
        const ending = new Ending();
        const second = (copies.isLate?.(delay) ?? true) ? sendSecond(ending) : null;
        if (!second) {
          timer = setTimeout(look, delay);
          return;
        }
        endings.push(ending);
        open += 1;
        second.then(resolve, fail);
      };
      timer = setTimeout(look, delay);
    });
  } finally {
    clearTimeout(timer);
    stopListening();
    if (endings.length > 1) endAll(endings, new Error("another copy was answered first"));
  }
}

function endAll(endings: readonly Ending[], reason: unknown): void {
  for (const ending of endings) ending.abort(reason);
}
