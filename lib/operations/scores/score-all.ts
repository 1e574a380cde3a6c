import type { RunContext } from "../performer";
import type { Scorer } from "./scorer";

/** Asked together; then it is looked whether one of them failed, before more are asked. */
const AT_ONCE = 16;

/**
 * What a scorer says of each thing, in numbers, same order. After a failure nothing more is asked, but what was asked is waited for.
 * @throws ScorerFailed, or the signal's reason as soon as it aborts
 */
export async function scoreAll<Item>(run: RunContext, scorer: Scorer<Item>, items: readonly Item[]): Promise<number[][]> {
  run.signal.throwIfAborted();
  run.counts.request(items.length);
  const scores: number[][] = [];
  const failures: unknown[] = [];
  const left = items.entries();
  const asker = run.asker(run.signal, null);
  const ask = async () => {
    for (const [place, item] of left) {
      try {
        const { result, wasStored } = await scorer.score(item, asker);
        run.counts.noteScore(wasStored);
        scores[place] = result;
      } catch (error) {
        failures.push(error);
      }
      if (failures.length > 0) return;
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, ask));
  if (failures.length > 0) throw failures[0];
  return scores;
}
