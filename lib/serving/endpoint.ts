import { Pool } from "undici";
import type { z } from "zod";
import type { EndpointSetting } from "@/lib/env";
import { EndpointUnreachable, MalformedReply, RequestRefused } from "./errors";
import { refusalSchema } from "./schema";
import { Window } from "./window";

/** Sockets per endpoint; the window never lets more requests through. */
const CONNECTIONS = 256;
/** Statuses that say "not now" rather than "not so". */
const PASSING = new Set([408, 409, 425, 429]);

export interface Reply<T> {
  body: T;
  /** Which process answered, where the server says so. */
  nonce: string | null;
  /** What the server calls itself. */
  server: string | null;
}

/** A refusal with the server's own code, for callers that know some of them. */
export class Refusal extends RequestRefused {
  readonly reason: string;
  readonly reasonCode: string | null;

  constructor(endpoint: string, status: number, reason: string, reasonCode: string | null) {
    super(endpoint, status, reason);
    this.reason = reason;
    this.reasonCode = reasonCode;
  }
}

/** One OpenAI-compatible model server: its connections and its window. */
export class Endpoint {
  readonly name: string;
  readonly window = new Window();
  readonly #pool: Pool;
  readonly #path: string;
  readonly #headers: Record<string, string>;

  constructor(setting: EndpointSetting) {
    const { origin, pathname } = new URL(setting.url);
    this.name = `${setting.name} (${setting.url})`;
    // A URL that ends in /v1 is as common as one that does not.
    this.#path = pathname.replace(/\/+$/, "").replace(/\/v1$/, "");
    // Timeouts are ours, per request: a long answer may take longer than undici's defaults.
    this.#pool = new Pool(origin, { connections: CONNECTIONS, headersTimeout: 0, bodyTimeout: 0, connectTimeout: 10_000 });
    this.#headers = { accept: "application/json" };
    if (setting.apiKey) this.#headers.authorization = `Bearer ${setting.apiKey}`;
  }

  /**
   * One exchange, without any retry.
   * @param deadlineMs Milliseconds until the endpoint counts as unreachable.
   * @throws EndpointUnreachable, Refusal, MalformedReply, or the signal's reason
   */
  async ask<T extends z.ZodType>(
    path: "/v1/models" | "/v1/chat/completions",
    schema: T,
    options: { body?: unknown; deadlineMs: number; signal: AbortSignal },
  ): Promise<Reply<z.output<T>>> {
    const { status, headers, text } = await this.#exchange(path, options);
    if (status >= 500 || PASSING.has(status)) {
      const retryAfter = Number(headers["retry-after"] ?? Number.NaN);
      throw new EndpointUnreachable(this.name, `answered HTTP ${status}: ${text.slice(0, 300)}`, {
        retryAfter: Number.isFinite(retryAfter) ? retryAfter : null,
      });
    }
    const json = parseJson(text);
    if (status !== 200) {
      const refusal = refusalSchema.safeParse(json);
      const reason = refusal.success ? refusal.data.message : text.slice(0, 300);
      throw new Refusal(this.name, status, reason, refusal.success ? String(refusal.data.code ?? "") || null : null);
    }
    const parsed = schema.safeParse(json);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new MalformedReply(
        this.name,
        `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not JSON"}; it begins: ${text.slice(0, 200)}`,
      );
    }
    return { body: parsed.data, nonce: headers["x-polyphony-nonce"] ?? null, server: headers.server ?? null };
  }

  async #exchange(path: string, options: { body?: unknown; deadlineMs: number; signal: AbortSignal }) {
    options.signal.throwIfAborted();
    const deadline = AbortSignal.timeout(options.deadlineMs);
    try {
      const response = await this.#pool.request({
        path: `${this.#path}${path}`,
        method: options.body === undefined ? "GET" : "POST",
        headers: options.body === undefined ? this.#headers : { ...this.#headers, "content-type": "application/json" },
        body: options.body === undefined ? null : JSON.stringify(options.body),
        signal: AbortSignal.any([options.signal, deadline]),
      });
      const headers = Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)]));
      return { status: response.statusCode, headers, text: await response.body.text() };
    } catch (error) {
      options.signal.throwIfAborted();
      const what = deadline.aborted
        ? `did not answer within ${Math.round(options.deadlineMs / 1000)} s`
        : `cannot be reached: ${wordsOf(error)}`;
      throw new EndpointUnreachable(this.name, what, { cause: error });
    }
  }

  close(): Promise<void> {
    return this.#pool.destroy();
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? String(error.code) : error.name;
  return error.message ? `${code}, ${error.message}` : code;
}
