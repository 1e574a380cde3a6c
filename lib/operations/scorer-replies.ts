import { db } from "@/lib/db/client";

/** What a scorer said, under the name (hex) of the key of what it was asked. */
export interface ScorerReply {
  name: string;
  /** A logit, a vector, or a decision (1 or 0; nothing where there was none). */
  numbers: number[];
}

/** What is kept of these names. */
export async function readReplies(names: readonly string[]): Promise<Map<string, number[]>> {
  const rows = await db().scorerReply.findMany({ where: { key: { in: [...new Set(names)].map(bytesOf) } } });
  return new Map(rows.map(({ key, numbers }) => [Buffer.from(key).toString("hex"), numbers]));
}

/** Keeps replies and gives back those that count: of two workers that asked the same, the first. */
export async function keepReplies(replies: readonly ScorerReply[]): Promise<Map<string, number[]>> {
  if (replies.length === 0) return new Map();
  const data = replies.map(({ name, numbers }) => ({ key: bytesOf(name), numbers }));
  await db().scorerReply.createMany({ data, skipDuplicates: true });
  return await readReplies(replies.map(({ name }) => name));
}

function bytesOf(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(name, "hex"));
}
