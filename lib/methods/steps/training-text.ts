import type { GenerateRequest, Generation } from "@/lib/operations/contract";
import { evenLimit, type PlainMessage, quotesOf, renderMessages, spokenOf } from "@/lib/operations/generate/quotes";
import { quoteOf } from "./ask";

/** A prompt, and the answer to learn. */
export interface Example {
  prompt: PlainMessage[];
  answer: string;
}

/** A request as the model reads it, to learn from: the same words, and the same quotes shortened. */
export function asRead({ messages, quoteBudget }: Pick<GenerateRequest, "messages" | "quoteBudget">): PlainMessage[] {
  return renderMessages(messages, quoteBudget === undefined ? null : evenLimit(quotesOf({ messages }), quoteBudget));
}

/** What counts of an answer, to learn from: its thoughts are left out. */
export function spokenIn(generation: Generation): string {
  return spokenOf(quoteOf(generation));
}
