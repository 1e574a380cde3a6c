import { hash } from "node:crypto";
import { z } from "zod";
import { storableText } from "@/lib/db/storable-text";
import type { Message, Quote } from "../contract";
import { type PlainMessage, partsOf, shorten, spokenOf } from "./quotes";
import type { KeyedRequest } from "./request";

/** A part of a message: a short text itself, a longer one by its hash, a quoted generation by its place in the list. */
const framePart = z.union([
  z.object({ literal: z.string() }),
  z.object({ text: z.string().regex(/^[0-9a-f]{64}$/) }),
  z.object({ quote: z.int().min(0) }),
]);

/** How a request is put together, without the quoted answers: equal for all models, draws and discussions that ask the same. */
export const frameSchema = z.object({
  assistantPrefix: z.string(),
  messages: z.array(z.object({ role: z.enum(["system", "user", "assistant"]), parts: z.array(framePart) })),
  sampling: z.object({
    temperature: z.number(),
    topP: z.number(),
    topK: z.number(),
    maxTokens: z.number(),
    stop: z.array(z.string()),
  }),
});
type Frame = z.infer<typeof frameSchema>;

/** Longer texts are kept under their own hash, so that one question is kept once for all prompts that hold it. */
const inlineLimit = 64;

/** What has to be kept so that a request can be shown again. */
export interface KeptPrompt {
  /** Hash (hex) of the frame, which is one of the texts. */
  frame: string;
  /** Texts by their hash (hex). */
  texts: Map<string, string>;
  /** Keys (hex) of the quoted generations, one after the other. */
  quotes: string;
}

/** Takes a request apart into texts that are kept once and references. Null for a text that the database cannot hold. */
export function takeApart({ request, facts, quotes }: KeyedRequest): KeptPrompt | null {
  const texts = new Map<string, string>();
  const keep = (text: string) => {
    const name = hash("sha256", text, "hex");
    texts.set(name, text);
    return name;
  };
  let quoted = 0;
  const messages = request.messages.map(({ role, content }) => ({
    role,
    parts: partsOf(content).map((part) => {
      if (typeof part !== "string") return { quote: quoted++ };
      return part.length > inlineLimit ? { text: keep(part) } : { literal: part };
    }),
  }));
  const { temperature, topP, topK, maxTokens, stop } = facts.sampling;
  const frame: Frame = { assistantPrefix: facts.assistantPrefix, messages, sampling: { temperature, topP, topK, maxTokens, stop } };
  const name = keep(JSON.stringify(frame));
  for (const text of texts.values()) if (storableText(text) !== text) return null;
  return { frame: name, texts, quotes: quotes.map(({ generation }) => generation).join("") };
}

/** A piece of a message as the model read it; `quote` is the place of the quoted answer in the list, null for our own words. */
interface Piece {
  text: string;
  quote: number | null;
}

/** The messages of a frame in pieces, which stand one after the other. @throws Error when a text or a quote is not given */
export function piecesOf(
  frame: Frame,
  texts: ReadonlyMap<string, string>,
  quotes: readonly Quote[],
  quoteLimit: number | null,
): { role: Message["role"]; pieces: Piece[] }[] {
  return frame.messages.map(({ role, parts }) => ({
    role,
    pieces: parts.map((part) => {
      if ("literal" in part) return { text: part.literal, quote: null };
      if ("text" in part) return { text: known(texts.get(part.text), part.text), quote: null };
      return { text: shorten(spokenOf(known(quotes[part.quote], `quote ${part.quote}`)), quoteLimit), quote: part.quote };
    }),
  }));
}

/** The messages of a frame. @throws Error when a text or a quote is not given */
export function putTogether(...asked: Parameters<typeof piecesOf>): PlainMessage[] {
  return piecesOf(...asked).map(({ role, pieces }) => ({ role, content: pieces.map(({ text }) => text).join("") }));
}

function known<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`A part of the prompt is not kept any more: ${name}`);
  return value;
}
