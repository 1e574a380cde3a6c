import { hash } from "node:crypto";

/** What a request says that may change its text. */
export interface MockRequest {
  model: string;
  messages: readonly { role: string; content: string }[];
  temperature?: number;
  top_p?: number;
  top_k?: number;
  max_tokens?: number;
  seed?: number;
  stop?: unknown;
}

/** Long enough that answers cut from it at different places differ. */
const SOURCE = wordsFrom("some fixed beginning", 1 << 16);

function wordsFrom(seed: string, characters: number): string {
  let [text, digest] = ["", seed];
  while (text.length < characters) {
    digest = hash("sha256", digest, "hex");
    const letters = digest.replace(/[0-9]/g, (digit) => "ghijklmnop"[Number(digit)] ?? "");
    text += `${(letters.match(/.{2,7}/g) ?? []).join(" ")} `;
  }
  return text.slice(0, characters);
}

/** 32 hexadecimal digits over model, messages and sampling: the same request has the same, on every server. */
export function digestOf(request: MockRequest): string {
  const { model, messages, temperature, top_p, top_k, max_tokens, seed, stop } = request;
  return hash("sha256", JSON.stringify([model, messages, temperature, top_p, top_k, max_tokens, seed, stop]), "hex").slice(0, 32);
}

/** The answer to a request: its digest, as a readable final answer, after words that depend on it. Plain ASCII without quotes. */
export function textOf(digest: string, characters: number): string {
  const ending = `The answer is \\box{${digest}}`;
  const length = Math.max(0, characters - ending.length);
  const from = Number.parseInt(digest.slice(0, 8), 16) % Math.max(1, SOURCE.length - length);
  return SOURCE.slice(from, from + length) + ending;
}

/** Where a prompt asks for a number from a list and nothing else: one of its numbers, as the digest falls. Else null. */
export function choiceOf({ messages }: MockRequest, digest: string): string | null {
  const prompt = messages.at(-1)?.content ?? "";
  if (!prompt.endsWith("Respond with the model number only.")) return null;
  const numbers = prompt.match(/^- \d+:/gm)?.length ?? 0;
  return numbers > 0 ? String(1 + Math.floor(shareOf(digest, "choice") * numbers)) : null;
}

/** The digest that a text ends with; null for a text of somebody else. */
export function digestIn(text: string): string | null {
  return /\\box\{([0-9a-f]{32})\}$/.exec(text)?.[1] ?? null;
}

/** Uniform in [0, 1), from a digest and a purpose. */
export function shareOf(digest: string, purpose: string): number {
  return Number.parseInt(hash("sha256", `${purpose} ${digest}`, "hex").slice(0, 12), 16) / 2 ** 48;
}
