import type { z } from "zod";
import { db } from "@/lib/db/client";
import type { Quote, Sampling } from "../contract";
import { frameSchema, piecesOf, putTogether } from "./frame";
import { generationFacts, generationKey, type KeyedModel } from "./key";
import type { PlainMessage } from "./quotes";

/** A stored generation with exactly what its model was asked. */
export interface RenderedRequest {
  modelId: string | null;
  messages: PlainMessage[];
  /** The same messages in the pieces they were put together from; see `piecesOf`. */
  pieces: ReturnType<typeof piecesOf>;
  assistantPrefix: string;
  sampling: Sampling;
  sample: number;
  /** The generations whose texts stand in the messages, in their order: whoever may not see one of them may not see this. */
  quoted: { generation: string; modelId: string | null }[];
  text: string;
  /**
   * Whether hashing what is shown gives the generation's key again, which proves that this was asked and nothing else. Null
   * where the model's weights are not known any more.
   */
  isProven: boolean | null;
}

/** A quoted answer, and the model that gave it. */
type KnownQuote = Quote & { modelId: string | null };

const KEY_BYTES = 32;

/**
 * Puts the requests of generations together again from what was kept of them.
 * @param keys of the generations, in hex
 * @returns by key; a generation that does not exist, or whose prompt or an answer that it quotes is not kept, is left out
 */
export async function renderRequests(keys: readonly string[]): Promise<Map<string, RenderedRequest>> {
  const rows = await db().generation.findMany({ where: { key: { in: bytesOf(keys) } } });
  const [quotes, models, frameTexts] = await Promise.all([
    readQuotes(rows.flatMap((row) => keysIn(row.quotes))),
    readModels(rows.flatMap((row) => row.modelId ?? [])),
    readTexts(rows.flatMap((row) => (row.frame ? [hexOf(row.frame)] : []))),
  ]);
  const frames = new Map([...frameTexts].map(([hash, text]) => [hash, frameSchema.parse(JSON.parse(text))]));
  const texts = await readTexts([...frames.values()].flatMap(textsIn));
  const rendered = rows.flatMap((row): [string, RenderedRequest][] => {
    const frame = row.frame && frames.get(hexOf(row.frame));
    const quoted = quotesIn(row.quotes, quotes);
    if (!frame || !quoted || row.sample === null || !textsIn(frame).every((hash) => texts.has(hash))) return [];
    const { assistantPrefix, sampling } = frame;
    const { modelId, sample, text } = row;
    const key = hexOf(row.key);
    const messages = putTogether(frame, texts, quoted, row.quoteLimit);
    const weights = models.get(modelId ?? "");
    const asked = { model: "", messages, assistantPrefix, sampling, sample };
    const isProven = weights ? generationKey(generationFacts(weights, asked)) === key : null;
    const pieces = piecesOf(frame, texts, quoted, row.quoteLimit);
    return [[key, { modelId, messages, pieces, assistantPrefix, sampling, sample, quoted: quoted.map(withoutText), text, isProven }]];
  });
  return new Map(rendered);
}

/** Hashes (hex) of the texts that a frame puts together. */
function textsIn({ messages }: z.infer<typeof frameSchema>): string[] {
  return messages.flatMap(({ parts }) => parts.flatMap((part) => ("text" in part ? part.text : [])));
}

async function readTexts(hashes: readonly string[]): Promise<Map<string, string>> {
  const rows = await db().promptText.findMany({ where: { hash: { in: bytesOf(hashes) } } });
  return new Map(rows.map(({ hash, text }) => [hexOf(hash), text]));
}

async function readQuotes(keys: readonly string[]): Promise<Map<string, KnownQuote>> {
  const rows = await db().generation.findMany({
    where: { key: { in: bytesOf(keys) } },
    select: { key: true, text: true, modelId: true },
  });
  return new Map(rows.map(({ key, text, modelId }) => [hexOf(key), { generation: hexOf(key), text, modelId }]));
}

async function readModels(ids: readonly string[]): Promise<Map<string, KeyedModel>> {
  const rows = await db().model.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, weightsHash: true, commit: true },
  });
  return new Map(rows.flatMap(({ id, weightsHash, commit }) => (weightsHash ? [[id, { weightsHash, commit }]] : [])));
}

/** The quoted answers in order, or null when one of them is gone. */
function quotesIn(keys: Uint8Array | null, known: ReadonlyMap<string, KnownQuote>): KnownQuote[] | null {
  const wanted = keysIn(keys);
  const found = wanted.flatMap((key) => known.get(key) ?? []);
  return found.length === wanted.length ? found : null;
}

function keysIn(keys: Uint8Array | null): string[] {
  const bytes = Buffer.from(keys ?? []);
  return Array.from({ length: bytes.length / KEY_BYTES }, (_, place) =>
    bytes.subarray(place * KEY_BYTES, (place + 1) * KEY_BYTES).toString("hex"),
  );
}

function withoutText({ generation, modelId }: KnownQuote) {
  return { generation, modelId };
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

function bytesOf(hashes: readonly string[]): Uint8Array<ArrayBuffer>[] {
  return [...new Set(hashes)].map((hash) => new Uint8Array(Buffer.from(hash, "hex")));
}
