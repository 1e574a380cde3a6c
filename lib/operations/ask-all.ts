import { setImmediate as breathe } from "node:timers/promises";
import { Ending, type Stop } from "@/lib/serving/ending";
import { onAbort } from "@/lib/serving/on-abort";

/** Keys per turn of the event loop: hashing must not hold up lease renewals. */
const KEYS_PER_TURN = 200;

/**
 * Starts every request as soon as its key is known, and gives all results, or the first failure, which is the method's; the
 * other requests then have nobody left who wants them.
 */
export async function askAll<Request, Result>(
  requests: readonly Request[],
  signal: AbortSignal,
  ask: (request: Request, signal: Stop) => Promise<Result>,
): Promise<Result[]> {
  const ending = new Ending();
  const stopListening = onAbort(signal, () => ending.abort(signal.reason));
  const end = (error: unknown) => ending.abort(error);
  try {
    const answers: Promise<Result>[] = [];
    for (const [place, request] of requests.entries()) {
      if (place % KEYS_PER_TURN === KEYS_PER_TURN - 1) await breathe();
      ending.throwIfAborted();
      const answer = ask(request, ending);
      answer.catch(end);
      answers.push(answer);
    }
    return await Promise.all(answers);
  } catch (error) {
    end(error);
    throw error;
  } finally {
    stopListening();
  }
}
