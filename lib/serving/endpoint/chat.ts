import { log } from "@/lib/log";
import { spareAnswersTotal } from "@/lib/metrics";
import { isAboutLength } from "../dialects/about-length";
import type { ChatBody } from "../dialects/asked";
import { ContextTooLong, EndpointUnreachable, Refusal } from "../errors";
import type { FinishReason } from "../finish-reason";
import { type ChatReply, chatReplySchema } from "./chat-reply";
import { withoutBeginning } from "./continuation";
import type { Endpoint, Exchange, Reply } from "./endpoint";
import { quotable } from "./quotable";
import type { SendOptions, Sent, ServerRequest } from "./server-request";

/**
 * Every answer may take a minute; on a crowded server a token of it may take a tenth of a second, and a token of the prompt,
 * which is read before, a hundredth.
 */
const LEAST_DEADLINE = 60_000;
const PER_TOKEN = 100;
const PER_PROMPT_TOKEN = 10;
/** An answer that takes longer than this, and its tokens, stood in a line at the server. */
const PROMPT_ENOUGH = 2_000;

/** Tokens by which a server may end an answer before its context is full. */
const SPARE_TOKENS = 2;

export interface ChatCompletion {
  text: string;
  /** Thoughts that the server kept apart: never scored, never quoted, never stored. */
  reasoning: string;
  finishReason: FinishReason;
  /** Null where the server did not count. */
  promptTokens: number | null;
  completionTokens: number | null;
  /** What computed the text, as far as the server says. */
  engine: string;
  /** Name of the endpoint, as in ENDPOINTS. */
  endpoint: string;
}

/** One text of a model. */
export function chatRequest(body: ChatBody): ServerRequest<ChatCompletion> {
  const bytes = bytesOf(body);
  return {
    send: (endpoint, servedAs, options) => askForChat(endpoint, servedAs, body, options),
    alike: String(body.max_tokens),
    mostTokens: body.max_tokens,
    deadlineMs: (ratio) => Math.max(LEAST_DEADLINE, ratio.estimate(bytes) * PER_PROMPT_TOKEN + body.max_tokens * PER_TOKEN),
    promptMs: ({ completionTokens }) => PROMPT_ENOUGH + (completionTokens ?? body.max_tokens) * PER_TOKEN,
    counts: ({ promptTokens, completionTokens }) => ({ promptTokens, tokens: completionTokens }),
    learn: ({ promptTokens }, ratio) => {
      if (promptTokens !== null) ratio.learn(bytes, promptTokens);
    },
    explain: (refusal, { servedAs, contextLength }) => {
      if (!isTooLong(refusal)) return null;
      return new ContextTooLong({
        model: servedAs,
        promptCharacters: charactersOf(body),
        maxTokens: body.max_tokens,
        limit: contextLength,
        reason: `The server says: ${refusal.reason}`,
      });
    },
  };
}

/**
 * One answer of one endpoint, asked in its own words. It is asked again at once only where it refuses a field by name, which is then
 * said otherwise or left out from now on.
 * @throws EndpointUnsuited, EndpointUnreachable, Refusal, MalformedReply, or the reason of its ending
 */
export async function askForChat(
  endpoint: Endpoint,
  servedAs: string,
  body: ChatBody,
  options: SendOptions,
): Promise<Sent<ChatCompletion>> {
  const reply = await askInItsWords(endpoint, servedAs, body, options);
  const { reasoning, finishReason, promptTokens, completionTokens, fingerprint, isGivenUp, answeredAs, choices } = reply.body;
  if (isGivenUp) throw new EndpointUnreachable(endpoint.name, "gave up in the middle of an answer", { hasAnswered: true });
  if (choices > 1) spareAnswersTotal.inc({ endpoint: endpoint.label }, choices - 1);
  const askText = async (other: ChatBody) => (await askInItsWords(endpoint, servedAs, other, options)).body.text;
  const whole = body.continue_final_message
    ? await withoutBeginning({ body, text: reply.body.text }, endpoint.speech, askText)
    : reply.body.text;
  const { text, isCut } = cutAtStop(whole, body.stop ?? []);
  // Some say nothing; but a text that used up all it may have was cut.
  const ending = finishReason === "unknown" && (completionTokens ?? 0) >= body.max_tokens ? "length" : finishReason;
  if (ending === "length") requireRoom(endpoint, servedAs, body, reply.body);
  const answer = {
    text,
    reasoning,
    finishReason: isCut ? "stop" : ending,
    promptTokens,
    completionTokens,
    engine: quotable(engineOf(endpoint, fingerprint, reply.server)),
    endpoint: endpoint.label,
  } satisfies ChatCompletion;
  return { answer, nonce: reply.nonce, answeredAs: answeredAs === endpoint.nameOf(servedAs) ? servedAs : answeredAs };
}

async function askInItsWords(endpoint: Endpoint, servedAs: string, body: ChatBody, options: Exchange): Promise<Reply<ChatReply>> {
  const { speech } = endpoint;
  for (;;) {
    const told = speech.tell(body, endpoint.name);
    try {
      const sent = { model: endpoint.nameOf(servedAs), ...told.body, stream: false };
      return await endpoint.ask(speech.dialect.path, chatReplySchema, { ...options, body: sent });
    } catch (error) {
      const said = wordsOf(error);
      if (said === null || !speech.heed(said, told)) throw error;
      log.info({ endpoint: endpoint.label, said, refused: speech.refused }, "model server refuses a field; it is told otherwise");
    }
  }
}

/** What computed a text: the server's name, where it is known, and what it says of its version. */
function engineOf({ speech: { dialect } }: Endpoint, fingerprint: string | null, server: string | null): string {
  return dialect.isNamed ? [dialect.name, fingerprint ?? ""].join(" ").trim() : (fingerprint ?? server ?? "unknown");
}

/**
 * Some servers do not refuse what does not fit, but end the answer where the context is full: that is another answer than the one that
 * was asked for, and a server with more room gives a longer one.
 * @throws ContextTooLong
 */
function requireRoom({ name, speech }: Endpoint, servedAs: string, body: ChatBody, { promptTokens, completionTokens }: ChatReply): void {
  const limit = speech.contextLengths.get(servedAs) ?? null;
  if (limit === null || promptTokens === null || completionTokens === null || completionTokens >= body.max_tokens) return;
  if (promptTokens + completionTokens + SPARE_TOKENS < limit) return;
  throw new ContextTooLong({
    model: servedAs,
    promptCharacters: charactersOf(body),
    maxTokens: body.max_tokens,
    limit,
    reason: `The endpoint ${name} ended an answer after ${completionTokens} tokens, behind a prompt of ${promptTokens}.`,
  });
}

/** Whether a refusal says that prompt and answer do not fit together. */
function isTooLong({ refusedWith, reason, reasonCode, kind }: Refusal): boolean {
  return refusedWith === 413 || isAboutLength({ reason, code: reasonCode, kind });
}

/** What a server says of a request that it may take in other words; null where that would not help. */
function wordsOf(error: unknown): string | null {
  if (error instanceof Refusal) return isTooLong(error) ? null : error.reason;
  return error instanceof EndpointUnreachable ? error.said : null;
}

/** A text up to the first of these words, which some servers leave in it. */
function cutAtStop(text: string, stop: readonly string[]): { text: string; isCut: boolean } {
  const places = stop.map((word) => text.indexOf(word)).filter((place) => place >= 0);
  return places.length > 0 ? { text: text.slice(0, Math.min(...places)), isCut: true } : { text, isCut: false };
}

function charactersOf({ messages }: ChatBody): number {
  return messages.reduce((total, { content }) => total + content.length, 0);
}

/** Bytes of all messages in UTF-8. */
export function bytesOf({ messages }: Pick<ChatBody, "messages">): number {
  return messages.reduce((total, { content }) => total + Buffer.byteLength(content), 0);
}
