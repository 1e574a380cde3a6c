import type { Ending } from "../ending";
import type { Endpoint } from "../endpoint/endpoint";
import type { SendOptions, Sent } from "../endpoint/server-request";
import { EndpointUnreachable } from "../errors";
import type { Awaited } from "./signs";

/** What is asked, as far as it matters for how long it may take. */
interface Asked<Answer> {
  servedAs: string;
  /** Requests of one name take about as long. */
  alike: string;
  /** Milliseconds that the longest answer may take on a server that is not slow, and its tokens. */
  leastMs: number;
  mostTokens: number;
  /** Milliseconds that this answer takes on a server that is not slow. */
  usualMs(answer: Answer): number;
  /** Tokens of prompt and answer, as far as the server counted them. */
  counts(answer: Answer): { promptTokens: number | null; tokens: number | null };
  ending: Ending;
  onSent?(awaited: Awaited): void;
  onBegin?(): void;
}

/**
 * Sends one request and hears what comes of it: as parts of its text where that may take a while. Measures how fast the server is,
 * and ends the request when nothing comes any more.
 */
export async function hearAnswer<Answer>(
  endpoint: Endpoint,
  asked: Asked<Answer>,
  send: (options: SendOptions) => Promise<Sent<Answer>>,
): Promise<{ sent: Sent<Answer>; awaited: Awaited }> {
  const { signs, meter } = endpoint;
  const { servedAs, ending } = asked;
  const awaited = signs.send({
    alike: asked.alike,
    leastMs: asked.leastMs,
    giveUp: (why) => ending.abort(new EndpointUnreachable(endpoint.name, why, { isSilence: true })),
  });
  asked.onSent?.(awaited);
  const isHeard = endpoint.streams && asked.mostTokens > 0 && signs.isWorthHearing(asked.mostTokens);
  const hear = (isText: boolean) => {
    const isFirst = isText && awaited.begunAt === null;
    signs.hear(awaited, isText);
    if (!isFirst) return;
    meter.begin(servedAs);
    asked.onBegin?.();
  };
  meter.send(servedAs, isHeard);
  let measured: { promptTokens: number; tokens: number } | null = null;
  let wasReading = isHeard;
  try {
    const sent = await send({ deadlineMs: null, ending, stream: isHeard ? hear : undefined });
    wasReading = isHeard && awaited.begunAt === null;
    const { promptTokens, tokens } = asked.counts(sent.answer);
    measured = { promptTokens: promptTokens ?? 0, tokens: tokens ?? 0 };
    signs.answer(awaited, { usualMs: asked.usualMs(sent.answer), tokens });
    return { sent, awaited };
  } catch (error) {
    wasReading = isHeard && awaited.begunAt === null;
    throw error;
  } finally {
    meter.end(servedAs, wasReading, measured);
    signs.end(awaited);
  }
}
