import { Pool } from "undici";
import type { z } from "zod";
import type { EndpointSetting, ModelAlias } from "@/lib/env";
import { Gate } from "../asking/gate";
import { Signs, type SignTimes, usualSigns } from "../asking/signs";
import { Window } from "../asking/window";
import { isAboutLength } from "../dialects/about-length";
import type { Dialect } from "../dialects/dialect";
import type { signsElsewhere } from "../dialects/recognize";
import { Ending } from "../ending";
import { EndpointUnreachable, MalformedReply, Refusal } from "../errors";
import { refusalSchema } from "../schema";
import { SpeedMeter } from "../speeds/meter";
import { type EventStream, tellsItsEnd } from "./event-stream";
import { exchange, type Hearer, type RawReply, ReplyTooLong } from "./exchange";
import { foldChunks } from "./fold-chunks";
import { parseReply } from "./parse-reply";
import { quotable } from "./quotable";
import { retryAfterIn } from "./retry-after";
import { Speech } from "./speech";

/** Requests on their way at once, at most, where ENDPOINTS does not say. */
const MOST_IN_FLIGHT = 512;
/** Sockets beyond the window, for canaries and counts of tokens, which must not stand in its line. */
const SPARE_SOCKETS = 36;
/** Prompts whose tokens it counts at once. */
const MOST_COUNTS = 32;
/** Milliseconds. */
const CONNECT_TIMEOUT = 5_000;
/** Statuses that say "not now" rather than "not so". */
const BUSY: ReadonlySet<number> = new Set([408, 409, 425, 429]);

const SUCCESS = 200;
/** What says "not yet". */
const LOADING = 503;

export interface Reply<T> {
  body: T;
  /** Which process answered, where the server says so. */
  nonce: string | null;
  /** What the server calls itself. */
  server: string | null;
}

/** Addresses below that of the server. */
type EndpointPath =
  | ("/v1/models" | "/v1/chat/completions" | "/v1/completions" | "/v1/embeddings" | "/pooling" | "/tokenize")
  | ("/api/chat" | (typeof signsElsewhere)[number]["path"] | NonNullable<Dialect["contextPath"]>);

/** One exchange with a server. */
export interface Exchange {
  body?: unknown;
  /** Milliseconds until the endpoint counts as unreachable; null where somebody else looks after that. */
  deadlineMs: number | null;
  /** The answer is streamed, where the server does that, and this hears what comes of it. */
  stream?: Hearer | undefined;
  /** Ends the exchange with its reason. The deadline aborts it too, so it is good for one exchange. */
  ending?: Ending;
}

/** One OpenAI-compatible model server: its connections and its window. */
export class Endpoint {
  /** As in ENDPOINTS. */
  readonly label: string;
  /** The only model that is asked for here, where somebody said so: it need not be listed. Null where the list counts. */
  readonly serves: string | null;
  readonly url: string;
  /** Label and address, for messages. */
  readonly name: string;
  readonly window: Window;
  /** What is on its way, and when something of it last came. */
  readonly signs: Signs;
  readonly meter = new SpeedMeter();
  /** Whether it streams answers, and counts their tokens then, as far as is known. */
  streams = true;
  #countsStreams = true;
  /** Prompts whose tokens are being counted: never more than so many, however many requests are prepared at once. */
  readonly counts = new Gate(MOST_COUNTS);
  /** How it is spoken to. */
  readonly speech = new Speech();
  /** Names of models there, and what else ENDPOINTS says of them, by their names in the portal. */
  readonly aliases: ReadonlyMap<string, ModelAlias>;
  /** Whether it counts tokens of prompts, as far as is known. */
  countsTokens = true;
  readonly #pool: Pool;
  /** For probes, which must not wait behind anything else: an endpoint that is busy is not dead. */
  readonly #probes: Pool;
  readonly #path: string;
  readonly #headers: Record<string, string>;
  readonly #bodyHeaders: Record<string, string>;

  constructor(setting: EndpointSetting, serves: string | null = null, times: SignTimes = usualSigns) {
    const { origin, pathname } = new URL(setting.url);
    this.label = setting.name;
    this.serves = serves;
    this.url = setting.url;
    this.aliases = new Map(Object.entries(setting.models ?? {}));
    this.name = `${setting.name} (${setting.url})`;
    // A URL that ends in /v1 is as common as one that does not.
    this.#path = pathname.replace(/\/+$/, "").replace(/\/v1$/, "");
    const most = setting.maxInFlight ?? MOST_IN_FLIGHT;
    this.window = new Window(most);
    this.signs = new Signs(times);
    // Timeouts are ours, per request: a long answer may take longer than undici's defaults.
    const connections = most + SPARE_SOCKETS;
    const options = { headersTimeout: 0, bodyTimeout: 0, connectTimeout: CONNECT_TIMEOUT };
    this.#pool = new Pool(origin, { ...options, connections });
    this.#probes = new Pool(origin, { ...options, connections: 1 });
    this.#headers = { accept: "application/json", ...(setting.apiKey && { authorization: `Bearer ${setting.apiKey}` }) };
    this.#bodyHeaders = { ...this.#headers, "content-type": "application/json" };
  }

  /** What a model is called there. */
  nameOf(servedAs: string): string {
    return this.aliases.get(servedAs)?.name ?? servedAs;
  }

  /**
   * One exchange, without any retry, but for a server that refuses to stream: that is remembered, and it is asked for the whole.
   * @throws EndpointUnreachable, Refusal, MalformedReply, or the reason of its ending
   */
  async ask<T extends z.ZodType>(path: EndpointPath, schema: T, asked: Exchange): Promise<Reply<z.output<T>>> {
    const { stream, body } = asked;
    if (!stream || !this.streams) return await this.#askOnce(path, schema, asked);
    const counted = this.#countsStreams ? { stream_options: { include_usage: true } } : {};
    try {
      return await this.#askOnce(path, schema, { ...asked, body: { ...Object(body), stream: true, ...counted } });
    } catch (error) {
      const refuses = refusedOfStreams(error);
      if (!refuses) throw error;
      if (refuses === "counts" && this.#countsStreams) this.#countsStreams = false;
      else this.streams = false;
      return await this.ask(path, schema, asked);
    }
  }

  async #askOnce<T extends z.ZodType>(path: EndpointPath, schema: T, asked: Exchange): Promise<Reply<z.output<T>>> {
    const { status, headers, text, events } = await this.#exchange(path, asked);
    const json = events ? this.#wholeOf(events) : parseReply(text);
    const isSuccess = status >= 200 && status < 300;
    const said = isSuccess ? null : saidIn(json, text);
    // Some call it a fault of theirs, but the same prompt will be as long again.
    const isTooLong = said !== null && (status === 413 || (status === 500 && isAboutLength(said)));
    if (said && !isTooLong && (status >= 500 || BUSY.has(status))) {
      throw new EndpointUnreachable(this.name, `answered HTTP ${status}: ${quotable(text)}`, {
        retryAfter: retryAfterIn(header(headers, "retry-after")),
        isBusy: BUSY.has(status),
        isLoading: status === LOADING,
        hasAnswered: true,
        said: status === 500 ? said.reason : null,
      });
    }
    if (said) throw new Refusal(this.name, status, said);
    const parsed = schema.safeParse(json);
    if (!parsed.success) {
      const saidAnyway = saidIn(json, text);
      if (saidAnyway.isWorded && isAboutLength(saidAnyway)) throw new Refusal(this.name, status, saidAnyway);
      const [issue] = parsed.error.issues;
      const where = issue?.path.join(".") ?? "";
      throw new MalformedReply(
        this.name,
        `${where}: ${issue?.message ?? "not JSON"}; it begins: ${quotable(text || JSON.stringify(json) || "")}`,
        where,
      );
    }
    return { body: parsed.data, nonce: header(headers, "x-polyphony-nonce"), server: header(headers, "server") };
  }

  async #exchange(path: string, { body, deadlineMs, stream, ending = new Ending() }: Exchange): Promise<RawReply> {
    ending.throwIfAborted();
    const deadline = deadlineMs === null ? undefined : setTimeout(() => ending.abort(this.#silence(deadlineMs)), deadlineMs);
    try {
      const options = {
        path: `${this.#path}${path}`,
        method: body === undefined ? ("GET" as const) : ("POST" as const),
        headers: body === undefined ? this.#headers : this.#bodyHeaders,
        body: body === undefined ? null : JSON.stringify(body),
      };
      return await exchange(body === undefined ? this.#probes : this.#pool, options, ending, stream);
    } catch (error) {
      ending.throwIfAborted();
      if (error instanceof ReplyTooLong) throw new MalformedReply(this.name, error.message);
      throw new EndpointUnreachable(this.name, `cannot be reached: ${wordsOf(error)}`, { cause: error });
    } finally {
      clearTimeout(deadline);
    }
  }

  /** A streamed answer as the whole that it is. @throws Refusal, or EndpointUnreachable when it was cut or ended with an error */
  #wholeOf({ chunks, isOver }: EventStream): unknown {
    // Whoever fails says nothing after it.
    const last = saidIn(chunks.at(-1), "");
    if (last.isWorded && isAboutLength(last)) throw new Refusal(this.name, SUCCESS, last);
    if (last.isWorded) throw new EndpointUnreachable(this.name, `failed in the middle of an answer: ${last.reason}`, { hasAnswered: true });
    if (!isOver && !tellsItsEnd(chunks)) throw new MalformedReply(this.name, "a stream that was cut");
    return foldChunks(chunks);
  }

  #silence(milliseconds: number): EndpointUnreachable {
    return new EndpointUnreachable(this.name, `did not answer within ${milliseconds / 1000} s`, { isSilence: true });
  }

  async close(): Promise<void> {
    await Promise.all([this.#pool.destroy(), this.#probes.destroy()]);
  }
}

/** What a server will not do of what streams need, as far as a failure tells. */
function refusedOfStreams(error: unknown): "streams" | "counts" | null {
  const isRefusal = error instanceof Refusal || (error instanceof EndpointUnreachable && error.hasAnswered && !error.isBusy);
  if (!isRefusal || !/stream/i.test(error.message)) return null;
  return /stream_options|include_usage/i.test(error.message) ? "counts" : "streams";
}

function header(headers: RawReply["headers"], name: string): string | null {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

/** What a server says of a request that it does not answer: in a form that is known, or all that it sent. */
function saidIn(json: unknown, text: string) {
  const refusal = refusalSchema.safeParse(json);
  if (!refusal.success) return { reason: quotable(text), code: null, kind: null, isWorded: false };
  const { message, code, type } = refusal.data;
  return { reason: quotable(message), code: code === null || code === undefined ? null : String(code), kind: type ?? null, isWorded: true };
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? String(error.code) : error.name;
  if (error.message.includes(code)) return error.message;
  return error.message ? `${code}, ${error.message}` : code;
}
