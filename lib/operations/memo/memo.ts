import { storableText } from "@/lib/db/storable-text";
import { generationsTotal, tokensTotal } from "@/lib/metrics";
import type { Stop } from "@/lib/serving/ending";
import { Backlog } from "./backlog";
import { Batcher } from "./batcher";
import { type Fit, type GenerationRow, insertFits, insertRows, insertTexts, type Stored, selectFits, selectRows } from "./memo-rows";

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

const lookups = new Batcher<string, Stored | null>(LOOKUP.size, LOOKUP.waitMs, readMany);
const backlog = new Backlog();
const inserts = new Batcher<NewGeneration, Stored>(INSERT.size, INSERT.waitMs, (rows) => backlog.carry(() => insertMany(rows)));
const fitLookups = new Batcher<string, number | null>(LOOKUP.size, LOOKUP.waitMs, readFits);
const fitInserts = new Batcher<Fit, number>(INSERT.size, INSERT.waitMs, (fits) => backlog.carry(() => keepFits(fits)));
const knownTexts = new Set<string>();

/** The stored answer of a key (hex), or null. Keys that are asked for at about the same time share a statement. */
export function readGeneration(name: string): Promise<Stored | null> {
  return lookups.add(name);
}

/**
 * Stores an answer and gives back the one that counts, after the commit. If another worker stored this key first, that
 * answer counts, so that every run sees one text for one key. A database that is away is waited for.
 * @throws Error when it does not come back, or when more waits for it than memory may hold
 */
export function storeGeneration(row: NewGeneration): Promise<Stored> {
  const text = storableText(row.text);
  return backlog.hold(text.length, () => inserts.add({ ...row, text }));
}

/** Resolves when answers can be stored: nothing more is asked while the database is away. @throws the signal's reason */
export function untilStorable(signal: Stop): Promise<void> {
  return backlog.untilOpen(signal);
}

/** Resolves when nothing of what is on its way to the database now is on its way any more. */
export function untilSettled(): Promise<void> {
  return backlog.untilStored();
}

/** To how many characters the quotes of a request were cut before, or null. @param name the request's key (hex) before any cut */
export function readFit(name: string): Promise<number | null> {
  return fitLookups.add(name);
}

/** Keeps to how many characters quotes were cut, and gives back what counts: of two decisions the first. */
export function keepFit(fit: Fit): Promise<number> {
  return fitInserts.add(fit);
}

async function readFits(names: readonly string[]): Promise<(number | null)[]> {
  const found = await selectFits([...new Set(names)]);
  return names.map((name) => found.get(name) ?? null);
}

async function keepFits(fits: readonly Fit[]): Promise<number[]> {
  await insertFits(fits);
  const found = await selectFits(fits.map(({ name }) => name));
  return fits.map(({ name, quoteLimit }) => found.get(name) ?? quoteLimit);
}

async function readMany(names: string[]): Promise<(Stored | null)[]> {
  const found = await selectRows([...new Set(names)]);
  return names.map((name) => found.get(name) ?? null);
}

async function insertMany(rows: readonly NewGeneration[]): Promise<Stored[]> {
  await keepTexts(rows);
  const stored = await insertAll([...new Map(rows.map((row) => [row.name, row])).values()]);
  generationsTotal.inc({ outcome: "made" }, rows.length);
  tokensTotal.inc({ kind: "prompt" }, sumOf(rows, "promptTokens"));
  tokensTotal.inc({ kind: "completion" }, sumOf(rows, "completionTokens"));
  return rows.map(({ name }) => {
    const kept = stored.get(name);
    if (!kept) throw new Error("an answer was neither inserted nor found");
    return kept;
  });
}

/** Stores each row unless its key is there already. @returns what counts, by key (hex) */
async function insertAll(rows: readonly NewGeneration[]): Promise<Map<string, Stored>> {
  const ours = await insertRows(rows);
  const others = rows.filter(({ name }) => !ours.has(name));
  // Someone was faster: what is stored counts.
  const stored = others.length > 0 ? await selectRows(others.map(({ name }) => name)) : new Map<string, Stored>();
  for (const { name, text, finishReason, promptTokens, completionTokens, endpoint } of rows) {
    if (ours.has(name)) stored.set(name, { text, finishReason, promptTokens, completionTokens, endpoint });
  }
  // What was there a moment ago has been deleted or quarantined since, so ours is the first again.
  const gone = others.filter(({ name }) => !stored.has(name));
  return gone.length > 0 ? new Map([...stored, ...(await insertAll(gone))]) : stored;
}

async function keepTexts(rows: readonly NewGeneration[]): Promise<void> {
  const fresh = new Map<string, string>();
  for (const { texts } of rows) for (const [name, text] of texts) if (!knownTexts.has(name)) fresh.set(name, text);
  if (fresh.size === 0) return;
  await insertTexts([...fresh]);
  if (knownTexts.size > KNOWN_TEXTS) knownTexts.clear();
  for (const name of fresh.keys()) knownTexts.add(name);
}

function sumOf(rows: readonly NewGeneration[], field: "promptTokens" | "completionTokens"): number {
  return rows.reduce((sum, row) => sum + row[field], 0);
}
