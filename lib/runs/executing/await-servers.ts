import { setTimeout as wait } from "node:timers/promises";
import { env } from "@/lib/env";
import type { ServedModel } from "@/lib/operations/served-model";
import type { Directory } from "@/lib/serving/directory";
import { ModelNotServed, ServingError } from "@/lib/serving/errors";
import { unlessAborted } from "@/lib/serving/on-abort";
import { ScorerFailed } from "@/lib/tasks/scoring/scorers";

const pauseMilliseconds = 1_000;
/** Seconds during which a server may say that it is loading a model. */
const loadingSeconds = 1_800;
/** How often model servers may go away during one piece of work before the run gives up. */
const outagesAtMost = 3;

/** Which models are needed, and where they are looked for. */
export interface Needed {
  models: readonly ServedModel[];
  endpoints: Directory;
  signal: AbortSignal;
  /** Says what the run waits for. */
  stage(words: string): void;
}

/**
 * Does a piece of work that asks models and scorers. While a model server or a scorer is away, because it starts later or is
 * restarted, the work waits and is done again; what was answered and scored is remembered.
 * @throws ServingError or ScorerFailed when one of them is away for SERVER_PATIENCE_S seconds, or for any refusal; the
 *   signal's reason
 */
export async function withServers<T>(needed: Needed, work: () => Promise<T>): Promise<T> {
  const { signal, stage } = needed;
  let outages = 0;
  let giveUpAt = Number.POSITIVE_INFINITY;
  for (;;) {
    await untilServed(needed);
    try {
      return await work();
    } catch (error) {
      if (error instanceof ScorerFailed && error.passing) {
        giveUpAt = Math.min(giveUpAt, performance.now() + env().SERVER_PATIENCE_S * 1_000);
        if (performance.now() >= giveUpAt) throw error;
        stage(`waiting for the scorer ${error.scorer}`);
      } else {
        outages += 1;
        if (!(error instanceof ServingError) || error.blame !== "cluster" || outages >= outagesAtMost) throw error;
      }
      await wait(pauseMilliseconds, undefined, { signal });
    }
  }
}

async function untilServed({ models, endpoints, signal, stage }: Needed): Promise<void> {
  const patience = env().SERVER_PATIENCE_S * 1_000;
  const startedAt = performance.now();
  let seenLoadingAt = startedAt;
  for (;;) {
    signal.throwIfAborted();
    try {
      // A server that hangs keeps its caller waiting for seconds.
      await unlessAborted(Promise.all(models.map((model) => endpoints.find(model))), signal);
      return;
    } catch (error) {
      if (!(error instanceof ModelNotServed)) throw error;
      const now = performance.now();
      if (error.isLoading && now - startedAt < loadingSeconds * 1_000) seenLoadingAt = now;
      if (now > seenLoadingAt + patience) throw error;
      stage(`waiting for a model server that offers ${error.servedAs}`);
      await wait(pauseMilliseconds, undefined, { signal });
    }
  }
}
