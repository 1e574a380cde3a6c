import type { Pool } from "pg";
import { storableText } from "@/lib/db/storable-text";
import { generationsTotal, tokensTotal } from "@/lib/metrics";
import type { Stop } from "@/lib/serving/ending";
import { Backlog } from "./backlog";
import { Batcher } from "./batcher";
import { type Fit, type GenerationRow, MemoRows, type Stored } from "./memo-rows";

export type { Stored } from "./memo-rows";

/** An answer to be stored, with the texts of its prompt by their hashes (hex). */
export interface NewGeneration extends GenerationRow {
  texts: ReadonlyMap<string, string>;
}

/** Keys per look-up, rows per insert, and how long the first waits for others, in milliseconds. */
const LOOKUP = { size: 1_000, waitMs: 2 };
const INSERT = { size: 200, waitMs: 50 };
/** Hashes of texts that are known to be kept; forgotten all at once when they become too many. */
const KNOWN_TEXTS = 100_000;

/** What was generated before, and what is on its way to the database. */
export class Memo {
  readonly #rows: MemoRows;
  readonly #backlog = new Backlog();
  readonly #lookups = new Batcher<string, Stored | null>(LOOKUP.size, LOOKUP.waitMs, (keys) => this.#readMany(keys));
  readonly #inserts = new Batcher<NewGeneration, Stored>(INSERT.size, INSERT.waitMs, (rows) =>
    this.#backlog.carry(() => this.#insertMany(rows)),
  );
  readonly #fitLookups = new Batcher<string, number | null>(LOOKUP.size, LOOKUP.waitMs, (keys) => this.#readFits(keys));
  readonly #fitInserts = new Batcher<Fit, number>(INSERT.size, INSERT.waitMs, (fits) => this.#backlog.carry(() => this.#keepFits(fits)));
  readonly #knownTexts = new Set<string>();

  constructor(pool: Pool) {
    this.#rows = new MemoRows(pool);
  }

  /** The stored answer of a key (hex), or null. Keys that are asked for at about the same time share a statement. */
  readGeneration(key: string): Promise<Stored | null> {
    return this.#lookups.add(key);
  }

  /**
   * Stores an answer and gives back the one that counts, after the commit. If another worker stored this key first, that
   * answer counts, so that every run sees one text for one key. A database that is away is waited for.
   * @throws Error when it does not come back, or when more waits for it than memory may hold
   */
  storeGeneration(row: NewGeneration): Promise<Stored> {
    const text = storableText(row.text);
    return this.#backlog.hold(text.length, () => this.#inserts.add({ ...row, text }));
  }

  /** Resolves when answers can be stored: nothing more is asked while the database is away. @throws the signal's reason */
  untilStorable(signal: Stop): Promise<void> {
    return this.#backlog.untilOpen(signal);
  }

  /** Resolves when nothing of what is on its way to the database now is on its way any more. */
  untilSettled(): Promise<void> {
    return this.#backlog.untilStored();
  }

  /** To how many characters the quotes of a request were cut before, or null. @param key the request's key (hex) before any cut */
  readFit(key: string): Promise<number | null> {
    return this.#fitLookups.add(key);
  }

  /** Keeps to how many characters quotes were cut, and gives back what counts: of two decisions the first. */
  keepFit(fit: Fit): Promise<number> {
    return this.#fitInserts.add(fit);
  }

  async #readFits(keys: readonly string[]): Promise<(number | null)[]> {
    const found = await this.#rows.selectFits([...new Set(keys)]);
    return keys.map((key) => found.get(key) ?? null);
  }

  async #keepFits(fits: readonly Fit[]): Promise<number[]> {
    await this.#rows.insertFits(fits);
    const found = await this.#rows.selectFits(fits.map(({ key }) => key));
    return fits.map(({ key, quoteLimit }) => found.get(key) ?? quoteLimit);
  }

  async #readMany(keys: string[]): Promise<(Stored | null)[]> {
    const found = await this.#rows.selectRows([...new Set(keys)]);
    return keys.map((key) => found.get(key) ?? null);
  }

  async #insertMany(rows: readonly NewGeneration[]): Promise<Stored[]> {
    await this.#keepTexts(rows);
    const stored = await this.#insertAll([...new Map(rows.map((row) => [row.key, row])).values()]);
    generationsTotal.inc({ outcome: "made" }, rows.length);
    tokensTotal.inc({ kind: "prompt" }, sumOf(rows, "promptTokens"));
    tokensTotal.inc({ kind: "completion" }, sumOf(rows, "completionTokens"));
    return rows.map(({ key }) => {
      const kept = stored.get(key);
      if (!kept) throw new Error("an answer was neither inserted nor found");
      return kept;
    });
  }

  /** Stores each row unless its key is there already. @returns what counts, by key (hex) */
  async #insertAll(rows: readonly NewGeneration[]): Promise<Map<string, Stored>> {
    const ours = await this.#rows.insertRows(rows);
    const others = rows.filter(({ key }) => !ours.has(key));
    // Someone was faster: what is stored counts.
    const stored = others.length > 0 ? await this.#rows.selectRows(others.map(({ key }) => key)) : new Map<string, Stored>();
    for (const { key, text, finishReason, promptTokens, completionTokens, endpoint } of rows) {
      if (ours.has(key)) stored.set(key, { text, finishReason, promptTokens, completionTokens, endpoint });
    }
    // What was there a moment ago has been deleted or quarantined since, so ours is the first again.
    const gone = others.filter(({ key }) => !stored.has(key));
    return gone.length > 0 ? new Map([...stored, ...(await this.#insertAll(gone))]) : stored;
  }

  async #keepTexts(rows: readonly NewGeneration[]): Promise<void> {
    const fresh = new Map<string, string>();
    for (const { texts } of rows) for (const [hash, text] of texts) if (!this.#knownTexts.has(hash)) fresh.set(hash, text);
    if (fresh.size === 0) return;
    await this.#rows.insertTexts([...fresh]);
    if (this.#knownTexts.size > KNOWN_TEXTS) this.#knownTexts.clear();
    for (const hash of fresh.keys()) this.#knownTexts.add(hash);
  }
}

function sumOf(rows: readonly NewGeneration[], field: "promptTokens" | "completionTokens"): number {
  return rows.reduce((sum, row) => sum + (row[field] ?? 0), 0);
}
