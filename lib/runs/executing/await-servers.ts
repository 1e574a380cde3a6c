import { setTimeout as wait } from "node:timers/promises";
import { env } from "@/lib/env";
import type { ServedModel } from "@/lib/operations/create-operations";
import { directory } from "@/lib/serving/directory";
import { ModelNotServed, ServingError } from "@/lib/serving/errors";

const pauseMilliseconds = 1_000;
/** How often model servers may go away during one piece of work before the run gives up. */
const outagesAtMost = 3;

/**
 * Does a piece of work that asks models. While a model server is away, because it starts later or is restarted, the
 * work waits and is done again; what was answered comes from the memo.
 * @param stage says what the run waits for
 * @throws ServingError when a model has no server for SERVER_PATIENCE_S seconds, or for any other refusal; the signal's reason
 */
export async function withServers<T>(
  models: readonly ServedModel[],
  signal: AbortSignal,
  stage: (words: string) => void,
  work: () => Promise<T>,
): Promise<T> {
  for (let outage = 1; ; outage += 1) {
    await untilServed(models, signal, stage);
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ServingError) || error.blame !== "cluster" || outage >= outagesAtMost) throw error;
      await wait(pauseMilliseconds, undefined, { signal });
    }
  }
}

async function untilServed(models: readonly ServedModel[], signal: AbortSignal, stage: (words: string) => void): Promise<void> {
  const giveUpAt = performance.now() + env().SERVER_PATIENCE_S * 1_000;
  for (;;) {
    signal.throwIfAborted();
    try {
      await Promise.all(models.map((model) => directory().find(model)));
      return;
    } catch (error) {
      if (!(error instanceof ModelNotServed) || performance.now() > giveUpAt) throw error;
      stage(`waiting for a model server that offers ${error.servedAs}`);
      await wait(pauseMilliseconds, undefined, { signal });
    }
  }
}
