import { Batcher } from "./batcher";
import type { ScoreRow, ScoreRows } from "./score-rows";

/** Keys per look-up, rows per insert, and how long the first waits for others, in milliseconds. */
const LOOKUP = { size: 1_000, waitMs: 2 };
const INSERT = { size: 200, waitMs: 10 };

/** Scores that were given before, and those on their way to where they are kept. */
export class ScoreMemo {
  readonly #lookups: Batcher<string, number[] | null>;
  readonly #inserts: Batcher<ScoreRow, number[]>;

  constructor(rows: ScoreRows) {
    this.#lookups = new Batcher(LOOKUP.size, LOOKUP.waitMs, async (keys) => {
      const known = await rows.read(keys);
      return keys.map((key) => known.get(key) ?? null);
    });
    this.#inserts = new Batcher(INSERT.size, INSERT.waitMs, async (fresh) => {
      const kept = await rows.keep(fresh);
      return fresh.map(({ key, numbers }) => kept.get(key) ?? numbers);
    });
  }

  /** What was said under a key (hex) before, or null. */
  find(key: string): Promise<number[] | null> {
    return this.#lookups.add(key);
  }

  /** Keeps what was said and gives back what counts. */
  keep(row: ScoreRow): Promise<number[]> {
    return this.#inserts.add(row);
  }
}
