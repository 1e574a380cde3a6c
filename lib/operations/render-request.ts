import { db } from "@/lib/db/client";
import type { Quote, Sampling } from "./contract";
import { frameSchema, putTogether } from "./frame";
import { generationFacts, keyNameOf } from "./key";
import type { PlainMessage } from "./quotes";

/** A stored generation with exactly what its model was asked. */
export interface RenderedRequest {
  modelId: string | null;
  messages: PlainMessage[];
  assistantPrefix: string;
  sampling: Sampling;
  sample: number;
  /** Keys (hex) of the generations whose texts stand in the messages: whoever may not see one of them may not see this. */
  quoted: string[];
  text: string;
  /**
   * Whether hashing what is shown gives the generation's key again, which proves that this was asked and nothing else. Null
   * where the model's weights are not known any more.
   */
  isProven: boolean | null;
}

const KEY_BYTES = 32;

/**
 * Puts the request of a generation together again from what was kept of it.
 * @param name the generation's key in hex
 * @returns null when there is no such generation, or when its prompt, or an answer that it quotes, is not kept
 */
export async function renderRequest(name: string): Promise<RenderedRequest | null> {
  const row = await db().generation.findUnique({ where: { key: Buffer.from(name, "hex") } });
  if (!row?.frame || row.sample === null) return null;
  const frame = await readFrame(row.frame);
  const quotes = await readQuotes(row.quotes);
  if (!frame || !quotes) return null;
  const hashes = frame.messages.flatMap(({ parts }) => parts.flatMap((part) => ("text" in part ? part.text : [])));
  const { assistantPrefix, sampling } = frame;
  const messages = putTogether(frame, await readTexts(hashes), quotes, row.quoteLimit);
  const weights = row.modelId === null ? null : await readWeights(row.modelId);
  const asked = { model: "", messages, assistantPrefix, sampling, sample: row.sample };
  return {
    modelId: row.modelId,
    messages,
    assistantPrefix,
    sampling,
    sample: row.sample,
    quoted: quotes.map(({ generation }) => generation),
    text: row.text,
    isProven: weights && keyNameOf(generationFacts(weights, asked)) === name,
  };
}

async function readFrame(hash: Uint8Array<ArrayBuffer>) {
  const kept = await db().promptText.findUnique({ where: { hash } });
  return kept && frameSchema.parse(JSON.parse(kept.text));
}

async function readTexts(hashes: readonly string[]): Promise<Map<string, string>> {
  const rows = await db().promptText.findMany({ where: { hash: { in: hashes.map((hash) => Buffer.from(hash, "hex")) } } });
  return new Map(rows.map(({ hash, text }) => [Buffer.from(hash).toString("hex"), text]));
}

/** The quoted answers in order, or null when one of them is gone. */
async function readQuotes(keys: Uint8Array | null): Promise<Quote[] | null> {
  const bytes = Buffer.from(keys ?? []);
  const names = Array.from({ length: bytes.length / KEY_BYTES }, (_, place) => bytes.subarray(place * KEY_BYTES, (place + 1) * KEY_BYTES));
  const rows = await db().generation.findMany({
    where: { key: { in: names.map((name) => new Uint8Array(name)) } },
    select: { key: true, text: true },
  });
  const texts = new Map(rows.map(({ key, text }) => [Buffer.from(key).toString("hex"), text]));
  const quotes = names.flatMap((name) => {
    const generation = name.toString("hex");
    const text = texts.get(generation);
    return text === undefined ? [] : [{ generation, text }];
  });
  return quotes.length === names.length ? quotes : null;
}

async function readWeights(modelId: string) {
  const model = await db().model.findUnique({ where: { id: modelId }, select: { weightsHash: true, commit: true } });
  return model?.weightsHash ? { weightsHash: model.weightsHash, commit: model.commit } : null;
}
