import { setImmediate as breathe } from "node:timers/promises";
import { env } from "@/lib/env";
import { Batcher } from "@/lib/operations/memo/batcher";
import { findKnownScores } from "@/lib/operations/memo/find-known-scores";
import { scoreKey } from "@/lib/operations/scores/score-key";
import type { ScorerName } from "@/lib/operations/scores/score-kind";

/** What a scorer of this installation would be asked. */
interface Thing {
  kind: ScorerName;
  item: unknown;
}

/** What the memo knows of it. */
interface KnownScore {
  key: string;
  isKnown: boolean;
  /** Of the numbers that were said; null where there is none. */
  first: number | null;
}

/** Things per look-up, how long the first waits for others, in milliseconds, and keys per turn of the event loop. */
const LOOKUP = { size: 1_000, waitMs: 2, keysPerTurn: 100 };

/** Looks up scores that are asked for one by one, many at once; nobody is asked. */
export function scoreLookups(): Batcher<Thing, KnownScore> {
  return new Batcher(LOOKUP.size, LOOKUP.waitMs, async (things) => {
    const keys: string[] = [];
    for (const { kind, item } of things) {
      if (keys.length % LOOKUP.keysPerTurn === LOOKUP.keysPerTurn - 1) await breathe();
      keys.push(scoreKey(kind, env().SCORERS[kind]?.model ?? "", item));
    }
    const known = await findKnownScores(keys);
    return keys.map((key) => ({ key, isKnown: known.has(key), first: known.get(key) ?? null }));
  });
}
