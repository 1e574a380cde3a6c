import { setTimeout as wait } from "node:timers/promises";
import { db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { isDatabaseUnreachable } from "@/lib/db/unreachable";
import { failPoint } from "@/lib/fail-point";
import { log } from "@/lib/log";
import { Batcher } from "./batcher";
import { storableText } from "./storable-text";

/** One stored answer, exactly as the model gave it: nothing is trimmed, no thinking is cut off, nothing is parsed. */
export interface Stored {
  text: string;
  finishReason: "stop" | "length";
  promptTokens: number;
  completionTokens: number;
}

export interface NewGeneration extends Stored {
  key: Uint8Array<ArrayBuffer>;
  /** Row of the model, for counting and for deletion. */
  modelId: string;
  /** What computed the text. Not part of the key. */
  engine: string;
}

interface Row extends Omit<Stored, "finishReason"> {
  key: Uint8Array;
  finishReason: string;
}

/** Keys per look-up, rows per insert, and how long the first waits for others, in milliseconds. */
const LOOKUP = { size: 1_000, waitMs: 2 };
const INSERT = { size: 200, waitMs: 50 };
/** How long finished answers are kept for a database that went away, in milliseconds, and the pause between attempts. */
const DATABASE_PATIENCE = 60_000;
const DATABASE_PAUSE = 500;

const lookups = new Batcher<Uint8Array<ArrayBuffer>, Stored | null>(LOOKUP.size, LOOKUP.waitMs, readMany);
const inserts = new Batcher<NewGeneration, Stored>(INSERT.size, INSERT.waitMs, (rows) => patiently(() => insertMany(rows)));

/** The stored answer of a key, or null. Keys that are asked for at about the same time share a statement. */
export function readGeneration(key: Uint8Array<ArrayBuffer>): Promise<Stored | null> {
  return lookups.add(key);
}

/**
 * Stores an answer and gives back the one that counts, after the commit. If another worker stored this key first, that
 * answer counts, so that every run sees one text for one key.
 */
export function storeGeneration(row: NewGeneration): Promise<Stored> {
  return inserts.add({ ...row, text: storableText(row.text) });
}

async function readMany(keys: Uint8Array<ArrayBuffer>[]): Promise<(Stored | null)[]> {
  const found = await readRows(keys);
  return keys.map((key) => found.get(hex(key)) ?? null);
}

async function readRows(keys: readonly Uint8Array[]): Promise<Map<string, Stored>> {
  const rows = await db().$queryRaw<Row[]>`
    SELECT key, text, "finishReason", "promptTokens", "completionTokens" FROM "Generation"
    WHERE key = ANY(ARRAY(SELECT decode(k, 'hex') FROM unnest(${keys.map(hex)}::text[]) AS k))`;
  return new Map(rows.map((row) => [hex(row.key), toStored(row)]));
}

async function insertMany(rows: readonly NewGeneration[]): Promise<Stored[]> {
  const list = [...new Map(rows.map((row) => [hex(row.key), row])).values()];
  failPoint("before-insert");
  const inserted = await db().$queryRaw<{ key: Uint8Array }[]>(Prisma.sql`
    INSERT INTO "Generation" (key, "modelId", text, "finishReason", "promptTokens", "completionTokens", engine)
    SELECT decode(k, 'hex'), m, t, f, p, c, e FROM unnest(
      ${list.map((row) => hex(row.key))}::text[], ${list.map((row) => row.modelId)}::uuid[], ${list.map((row) => row.text)}::text[],
      ${list.map((row) => row.finishReason)}::text[], ${list.map((row) => row.promptTokens)}::int[],
      ${list.map((row) => row.completionTokens)}::int[], ${list.map((row) => row.engine)}::text[]
    ) AS fresh(k, m, t, f, p, c, e)
    ON CONFLICT (key) DO NOTHING
    RETURNING key`);
  failPoint("after-insert");
  const ours = new Set(inserted.map(({ key }) => hex(key)));
  const others = list.filter((row) => !ours.has(hex(row.key)));
  // Someone was faster: what is stored counts.
  const stored = others.length > 0 ? await readRows(others.map((row) => row.key)) : new Map<string, Stored>();
  for (const row of list) if (ours.has(hex(row.key))) stored.set(hex(row.key), toStored(row));
  return rows.map((row) => {
    const kept = stored.get(hex(row.key));
    if (!kept) throw new Error("a generation was deleted while it was stored");
    return kept;
  });
}

/** A database that went away may come back soon, and the answers cost more than a minute of memory. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  const giveUpAt = Date.now() + DATABASE_PATIENCE;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseUnreachable(error) || Date.now() > giveUpAt) throw error;
      log.warn({ err: error }, "answers wait for the database");
      await wait(DATABASE_PAUSE);
    }
  }
}

function toStored(row: Omit<Row, "key">): Stored {
  if (row.finishReason !== "stop" && row.finishReason !== "length") throw new Error(`unknown finish reason ${row.finishReason}`);
  return { text: row.text, finishReason: row.finishReason, promptTokens: row.promptTokens, completionTokens: row.completionTokens };
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");
}
