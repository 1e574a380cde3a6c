import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";

/** The sampling that a server really uses for a request: what it was told in its own words, and what it adds where it was not. */
export interface InForce {
  temperature: number;
  topP: number;
  /** 0 means no limit. */
  topK: number;
  minP: number;
  repetition: number;
  presence: number;
  frequency: number;
  maxTokens: number;
  stop: readonly string[];
  seed: number | null;
}

/** What a server makes of a request. */
export interface Made {
  text: string;
  /** Thoughts, where its model thinks. */
  thought: string | null;
  /** Whether the limit of tokens ended it. */
  isCut: boolean;
  promptTokens: number;
  completionTokens: number;
}

interface Response {
  status: number;
  body: unknown;
}

/** One kind of model server as it was recorded: what it lists, takes, adds, refuses and sends. */
export interface RecordedServer {
  /** As the portal names it. */
  name: string;
  headers: Readonly<Record<string, string>>;
  /** The name of its model in its list. */
  model: string;
  /** Tokens, and whether it tells them; what does not fit is refused with `tooLong`, unless it refuses nothing. */
  contextLength: number;
  tells: boolean;
  /** Bodies by their addresses, the list of models among them. */
  pages: Readonly<Record<string, unknown>>;
  chatPath: string;
  /** What it answers to a request that it does not take; null where it takes it. */
  refuse(body: Body): Response | null;
  inForce(body: Body): InForce;
  tooLong: ((made: { promptTokens: number; maxTokens: number }) => Response) | null;
  reply(made: Made): unknown;
  /** A streamed answer, chunk by chunk. */
  chunks(made: Made): readonly unknown[];
  /** How chunks are sent. */
  framing: "sse" | "sse-without-end" | "ndjson";
  /** What it does with a last message of the assistant, if it can continue it. */
  continues: "continuation" | "whole" | null;
  /** Whether the word that ended a text stays in it. */
  keepsStop?: boolean;
}

const bodySchema = z.looseObject({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
  stream: z.boolean().default(false),
});
type Body = z.output<typeof bodySchema>;

export interface StartedServer {
  url: string;
  /** What was in force, request by request. */
  sampled: InForce[];
  /** Bodies that came, refused ones included. */
  bodies: Body[];
  close(): void;
}

/** Starts a server that behaves as recorded. What it answers follows from the prompt, see `make`. */
export async function startRecorded(recorded: RecordedServer, headers: Readonly<Record<string, string>> = {}): Promise<StartedServer> {
  const sampled: InForce[] = [];
  const bodies: Body[] = [];
  const server = createServer(async (request, response) => {
    for (const [name, value] of Object.entries({ ...recorded.headers, ...headers })) response.setHeader(name, value);
    const path = request.url ?? "";
    if (request.method === "GET" && path in recorded.pages) return send(response, { status: 200, body: recorded.pages[path] });
    if (request.method !== "POST" || path !== recorded.chatPath) return send(response, { status: 404, body: { detail: "Not Found" } });
    const body = bodySchema.parse(JSON.parse(await read(request)));
    bodies.push(body);
    const refusal = recorded.refuse(body);
    if (refusal) return send(response, refusal);
    const asked = recorded.inForce(body);
    sampled.push(asked);
    const made = make(recorded, body, asked);
    if (recorded.tooLong && made.promptTokens + asked.maxTokens > recorded.contextLength) {
      return send(response, recorded.tooLong({ promptTokens: made.promptTokens, maxTokens: asked.maxTokens }));
    }
    if (!body.stream) return send(response, { status: 200, body: recorded.reply(made) });
    stream(response, recorded, recorded.chunks(made));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}`, sampled, bodies, close };
}

/** "Count" counts words up to the limit; "think" thinks first; anything else is answered with its own length. */
function make(recorded: RecordedServer, { messages }: Body, asked: InForce): Made {
  const prompt = messages.map(({ content }) => content).join(" ");
  const last = messages.at(-1);
  const isContinued = last?.role === "assistant";
  const question = messages.findLast(({ role }) => role === "user")?.content ?? "";
  const words = question.startsWith("Count") ? Array.from({ length: 200 }, (_, place) => `w${place}`) : answerOf(question);
  const kept = words.slice(0, asked.maxTokens);
  const isThinking = question.startsWith("Think");
  const beginning = isContinued && recorded.continues === "whole" ? [last.content] : [];
  const text = isThinking ? "" : [...beginning, ...kept].join(" ");
  const stopAt = asked.stop.map((word) => ({ word, place: text.indexOf(word) })).find(({ place }) => place >= 0);
  const ended = stopAt ? text.slice(0, stopAt.place + (recorded.keepsStop ? stopAt.word.length : 0)) : text;
  return {
    text: ended,
    thought: isThinking ? kept.join(" ") : null,
    isCut: stopAt === undefined && kept.length === asked.maxTokens,
    promptTokens: Math.ceil(prompt.length / 4),
    completionTokens: kept.length,
  };
}

function answerOf(question: string): string[] {
  return question.startsWith("Think") ? Array.from({ length: 200 }, () => "hmm") : ["It", "has", String(question.length), "letters."];
}

function stream(response: ServerResponse, { framing }: RecordedServer, chunks: readonly unknown[]): void {
  response.writeHead(200, { "content-type": framing === "ndjson" ? "application/x-ndjson" : "text/event-stream" });
  for (const chunk of chunks) response.write(framing === "ndjson" ? `${JSON.stringify(chunk)}\n` : `data: ${JSON.stringify(chunk)}\n\n`);
  response.end(framing === "sse" ? "data: [DONE]\n\n" : undefined);
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString();
}

function send(response: ServerResponse, { status, body }: Response): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

const sampling = z.looseObject({
  temperature: z.number().nullish(),
  top_p: z.number().nullish(),
  top_k: z.number().nullish(),
  min_p: z.number().nullish(),
  repetition_penalty: z.number().nullish(),
  repeat_penalty: z.number().nullish(),
  presence_penalty: z.number().nullish(),
  frequency_penalty: z.number().nullish(),
  max_tokens: z.number().nullish(),
  stop: z.array(z.string()).nullish(),
  seed: z.number().nullish(),
});

/** Reads the fields of a request as a server does: its own defaults where there are none. */
export function readSampling(body: unknown, word: "repetition_penalty" | "repeat_penalty", own: Partial<InForce>): InForce {
  const told = sampling.parse(body);
  return {
    temperature: told.temperature ?? own.temperature ?? 1,
    topP: told.top_p ?? own.topP ?? 1,
    topK: Math.max(0, told.top_k ?? own.topK ?? 0),
    minP: told.min_p ?? own.minP ?? 0,
    repetition: told[word] ?? own.repetition ?? 1,
    presence: told.presence_penalty ?? own.presence ?? 0,
    frequency: told.frequency_penalty ?? own.frequency ?? 0,
    maxTokens: told.max_tokens ?? own.maxTokens ?? 16,
    stop: told.stop ?? [],
    seed: told.seed ?? null,
  };
}

/** A whole answer of the OpenAI protocol. */
export function openAiReply(
  model: string,
  made: Made,
  more: { message?: object; finish?: { stop: string; length: string }; reply?: object } = {},
) {
  const finish = more.finish ?? { stop: "stop", length: "length" };
  return {
    id: "chatcmpl-1",
    object: "chat.completion",
    created: 1,
    model,
    choices: [
      {
        index: 0,
        message: { role: "assistant", content: made.text, ...more.message },
        finish_reason: made.isCut ? finish.length : finish.stop,
      },
    ],
    usage: usageOf(made),
    ...more.reply,
  };
}

function usageOf({ promptTokens, completionTokens }: Made) {
  return { prompt_tokens: promptTokens, completion_tokens: completionTokens, total_tokens: promptTokens + completionTokens };
}

/** A streamed answer of the OpenAI protocol: a word a chunk, then the ending, then the counts. */
export function openAiChunks(
  model: string,
  made: Made,
  more: {
    first?: object;
    thoughtAs?: string;
    finish?: { stop: string; length: string };
    last?: "usage-apart" | "usage-within" | "no-usage";
    reply?: object;
  } = {},
): unknown[] {
  const finish = more.finish ?? { stop: "stop", length: "length" };
  const chunk = (delta: object, finish_reason: string | null = null) => ({
    id: "chatcmpl-1",
    object: "chat.completion.chunk",
    created: 1,
    model,
    choices: [{ index: 0, delta, finish_reason }],
    ...more.reply,
  });
  const thoughts =
    made.thought === null ? [] : spelled(made.thought).map((word) => chunk({ [more.thoughtAs ?? "reasoning_content"]: word }));
  const end = chunk({}, made.isCut ? finish.length : finish.stop);
  const usage = { usage: usageOf(made) };
  return [
    chunk({ role: "assistant", ...(more.first ?? { content: "" }) }),
    ...thoughts,
    ...spelled(made.text).map((word) => chunk({ content: word })),
    ...(more.last === "usage-within" ? [{ ...end, ...usage }] : [end]),
    ...(more.last === "usage-apart" || more.last === undefined ? [{ ...chunk({}), choices: [], ...usage }] : []),
  ];
}

/** A text in pieces that give it again when they are put together. */
export function spelled(text: string): string[] {
  return text.match(/\S+\s*/g) ?? [];
}
