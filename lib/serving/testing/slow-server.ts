import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";

export interface SlowSettings {
  models?: readonly string[];
  /** Tokens a second of each answer, and how many answers are made at once; the others stand in a line, first come, first served. */
  tokensPerSecond: number;
  slots: number;
  /** Tokens a second that are read of a prompt, before its answer begins: twenty times as many, where this does not say. */
  readsPerSecond?: number;
  /** Tokens of the answer to a prompt, or always so many; it is cut at `max_tokens`. */
  length?: number | ((prompt: string) => number);
  /** How many times as fast its clock goes, so that a test need not wait. */
  speedup?: number;
  /** "refuses" answers 400 to `stream: true`, "ignores" answers whole. */
  streaming?: "streams" | "refuses" | "ignores";
  /** Whether it answers nothing else while it makes an answer, as a program of one thread. */
  isDeaf?: boolean;
  /** Seconds until a model is loaded, from the first request for it, during which nothing comes. */
  loads?: number;
  /** Text of the token that stands at a place of an answer. */
  token?: (prompt: string, place: number) => string;
}

/** What it was asked and what it did. */
interface SlowCounts {
  /** Requests for texts by their bodies: how often each was asked. */
  asked: Map<string, number>;
  /** Requests whose askers went away before the answer was whole. */
  left: number;
  tokens: number;
  /** Answers that were made at once, at most, and requests that were there at once, at most. */
  mostAtOnce: number;
  mostThere: number;
  /** Seconds of its own clock that slots worked, and that they stood idle before they worked again. */
  workSeconds: number;
  idleSeconds: number;
}

export interface SlowServer {
  url: string;
  counts: SlowCounts;
  close(): Promise<void>;
}

const chatBody = z.looseObject({
  model: z.string(),
  messages: z.array(z.object({ content: z.string() })),
  max_tokens: z.number(),
  stream: z.boolean().optional(),
  stream_options: z.object({ include_usage: z.boolean().optional() }).optional(),
});
type Asked = z.output<typeof chatBody>;

/** Letters of a prompt that make one token. */
const lettersPerToken = 4;

/** A model server without a model that is as slow as told: it reads the prompt, then makes one token after the other. */
export async function startSlowServer(settings: SlowSettings): Promise<SlowServer> {
  const slow = new Slow(settings);
  const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0 }, (request, response) => void slow.take(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    counts: slow.counts,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

class Slow {
  readonly counts: SlowCounts = { asked: new Map(), left: 0, tokens: 0, mostAtOnce: 0, mostThere: 0, workSeconds: 0, idleSeconds: 0 };
  readonly #settings: SlowSettings;
  readonly #line: (() => void)[] = [];
  readonly #waiting: (() => void)[] = [];
  readonly #loadedAt = new Map<string, number>();
  /** Since when slots are idle that have worked before. */
  readonly #idle: number[] = [];
  #busy = 0;
  #there = 0;

  constructor(settings: SlowSettings) {
    this.#settings = settings;
  }

  async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(Buffer.from(part));
    if (request.url === "/v1/chat/completions") return this.#chat(chatBody.parse(JSON.parse(Buffer.concat(parts).toString())), response);
    const models = (this.#settings.models ?? ["lab/model"]).map((id) => ({ id, object: "model", max_model_len: 8_192 }));
    const list = () =>
      request.url === "/v1/models" ? sendJson(response, 200, { object: "list", data: models }) : sendJson(response, 404, {});
    if (this.#settings.isDeaf && this.#busy > 0) this.#waiting.push(list);
    else list();
  }

  #chat(asked: Asked, response: ServerResponse): void {
    const { streaming = "streams" } = this.#settings;
    if (asked.stream && streaming === "refuses") {
      sendJson(response, 400, { error: { message: "stream: only false is supported", code: 400 } });
      return;
    }
    const { stream, stream_options, ...same } = asked;
    const name = JSON.stringify(same);
    this.counts.asked.set(name, (this.counts.asked.get(name) ?? 0) + 1);
    this.#there += 1;
    this.counts.mostThere = Math.max(this.counts.mostThere, this.#there);
    let isOver = false;
    const end = () => {
      if (isOver) return;
      isOver = true;
      this.#there -= 1;
    };
    response.on("close", () => {
      if (!isOver) this.counts.left += 1;
      end();
    });
    this.#line.push(() => void this.#answer(asked, streaming === "streams" && asked.stream === true, response).finally(end));
    this.#next();
  }

  #next(): void {
    while (this.#busy < this.#settings.slots && this.#line.length > 0) {
      this.#busy += 1;
      this.counts.mostAtOnce = Math.max(this.counts.mostAtOnce, this.#busy);
      const idleSince = this.#idle.shift();
      if (idleSince !== undefined) this.counts.idleSeconds += this.#seconds(performance.now() - idleSince);
      this.#line.shift()?.();
    }
  }

  async #answer(asked: Asked, streams: boolean, response: ServerResponse): Promise<void> {
    const { tokensPerSecond, readsPerSecond = 20 * tokensPerSecond, length = 16, token = () => "word " } = this.#settings;
    const prompt = asked.messages.map(({ content }) => content).join("\n");
    const promptTokens = Math.ceil(prompt.length / lettersPerToken);
    const wanted = typeof length === "number" ? length : length(prompt);
    const count = Math.min(wanted, asked.max_tokens);
    const text: string[] = [];
    // From a fixed beginning, so that timers that come late add up to nothing.
    const startedAt = performance.now();
    let due = startedAt;
    const pass = async (seconds: number) => {
      due += (seconds * 1_000) / (this.#settings.speedup ?? 1);
      await until(due);
    };
    await pass(this.#loading(asked.model));
    await pass(promptTokens / readsPerSecond);
    for (let place = 0; place < count && !response.destroyed; place += 1) {
      await pass(1 / tokensPerSecond);
      text.push(token(prompt, place));
      this.counts.tokens += 1;
      if (streams) sendEvent(response, { choices: [{ index: 0, delta: { content: text.at(-1) }, finish_reason: null }] });
    }
    this.counts.workSeconds += this.#seconds(performance.now() - startedAt);
    this.#idle.push(performance.now());
    this.#busy -= 1;
    if (this.#busy === 0) for (const answer of this.#waiting.splice(0)) answer();
    this.#next();
    if (response.destroyed) return;
    const finish_reason = wanted > asked.max_tokens ? "length" : "stop";
    const usage = { prompt_tokens: promptTokens, completion_tokens: count, total_tokens: promptTokens + count };
    if (streams) {
      sendEvent(response, { choices: [{ index: 0, delta: {}, finish_reason }] });
      if (asked.stream_options?.include_usage) sendEvent(response, { choices: [], usage });
      response.end("data: [DONE]\n\n");
    } else {
      sendJson(response, 200, { choices: [{ index: 0, message: { role: "assistant", content: text.join("") }, finish_reason }], usage });
    }
  }

  /** So many milliseconds as seconds of its own clock. */
  #seconds(milliseconds: number): number {
    return (milliseconds * (this.#settings.speedup ?? 1)) / 1_000;
  }

  /** Seconds until the model is loaded. */
  #loading(model: string): number {
    const { loads = 0, speedup = 1 } = this.#settings;
    const loadedAt = this.#loadedAt.get(model) ?? performance.now() + (loads * 1_000) / speedup;
    this.#loadedAt.set(model, loadedAt);
    return Math.max(0, ((loadedAt - performance.now()) * speedup) / 1_000);
  }
}

async function until(due: number): Promise<void> {
  const left = due - performance.now();
  if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
}

function sendEvent(response: ServerResponse, chunk: unknown): void {
  if (!response.headersSent) response.writeHead(200, { "content-type": "text/event-stream" });
  response.write(`data: ${JSON.stringify(chunk)}\n\n`);
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}
