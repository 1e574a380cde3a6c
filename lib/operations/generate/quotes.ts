import { stripThinking } from "@/lib/reading/strip-thinking";
import type { GenerateRequest, Message, PromptPart, Quote } from "../contract";

const cut = " […]";

/** A message as the model reads it. */
export interface PlainMessage {
  role: Message["role"];
  content: string;
}

/** What is left of an answer without its thoughts, computed once however many prompts quote it. */
const spoken = new WeakMap<Quote, string>();

/** The quotes of a request, in order. */
export function quotesOf(request: Pick<GenerateRequest, "messages">): Quote[] {
  return request.messages.flatMap(({ content }) => partsOf(content).filter((part) => typeof part !== "string"));
}

export function partsOf(content: Message["content"]): readonly PromptPart[] {
  return typeof content === "string" ? [content] : content;
}

/** The messages as the model reads them. @param limit characters to which longer quotes are cut; null cuts nothing */
export function renderMessages(messages: readonly Message[], limit: number | null): PlainMessage[] {
  return messages.map(({ role, content }) => ({
    role,
    content: typeof content === "string" ? content : content.map((part) => renderPart(part, limit)).join(""),
  }));
}

function renderPart(part: PromptPart, limit: number | null): string {
  return typeof part === "string" ? part : shorten(spokenOf(part), limit);
}

/** What counts of a quoted answer: the same that is scored when its model stands alone. */
export function spokenOf(quote: Quote): string {
  const known = spoken.get(quote);
  if (known !== undefined) return known;
  const { visible } = stripThinking(quote.text);
  spoken.set(quote, visible);
  return visible;
}

/** A text of at most `limit` characters, which says where it was cut, if there is room to say so. */
export function shorten(text: string, limit: number | null): string {
  if (limit === null || text.length <= limit) return text;
  if (limit < cut.length) return "";
  const kept = text.slice(0, limit - cut.length);
  // Half a surrogate pair is no character.
  return `${kept.isWellFormed() ? kept : kept.slice(0, -1)}${cut}`;
}

/** How many quotes are longer than the limit. */
export function countShortened(quotes: readonly Quote[], limit: number | null): number {
  return limit === null ? 0 : quotes.filter((quote) => spokenOf(quote).length > limit).length;
}

/**
 * The greatest length to which all quotes may be cut so that together they have at most `budget` characters; short ones
 * leave their share to the long ones. Null when nothing has to be cut.
 */
export function evenLimit(quotes: readonly Quote[], budget: number): number | null {
  let left = budget;
  const ascending = quotes.map((quote) => spokenOf(quote).length).toSorted((one, other) => one - other);
  for (const [place, length] of ascending.entries()) {
    const share = Math.max(0, Math.floor(left / (ascending.length - place)));
    if (length > share) return share;
    left -= length;
  }
  return null;
}
