import { createServer, type ServerResponse } from "node:http";
import { z } from "zod";
import { canaryPrompts } from "../health/chat-canary";

const chat = z.object({ messages: z.array(z.object({ content: z.string() })) });

/** What a server does with a request for a text: the how-many-th it is, from 1, canaries not counted. */
export type Answer = (response: ServerResponse, attempt: number, prompt: string) => void;

export interface ChatServer {
  url: string;
  /** Requests for texts, canaries, and listings that arrived. */
  seen: { chats: number; canaries: number; lists: number };
  close(): void;
}

export interface ChatServerSettings {
  answer: Answer;
  /** What the canary gets to hear, instead of the same words every time. */
  answerCanary?: Answer;
  headers?(): Record<string, string>;
  /** Answers to everything else, `/v1/models` included; says whether it did. */
  other?(url: string, response: ServerResponse, body: string): boolean;
  contextLength?: number;
  port?: number;
}

/** An answer of the OpenAI protocol. */
export function reply(text: string, promptTokens = 4) {
  return {
    choices: [{ index: 0, message: { role: "assistant", content: text }, finish_reason: "stop" }],
    usage: { prompt_tokens: promptTokens, completion_tokens: 1 },
  };
}

export function sendJson(response: ServerResponse, status: number, value: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(value));
}

/** A server of the OpenAI protocol that serves `lab/model` and behaves as told. */
export async function startChatServer(settings: ChatServerSettings): Promise<ChatServer> {
  const seen = { chats: 0, canaries: 0, lists: 0 };
  const headers = (): Record<string, string> => settings.headers?.() ?? {};
  const answerChat = (response: ServerResponse, body: string) => {
    const prompt = chat.parse(JSON.parse(body)).messages.at(-1)?.content ?? "";
    for (const [name, value] of Object.entries(headers())) response.setHeader(name, value);
    if (!canaryPrompts.includes(prompt)) {
      seen.chats += 1;
      return settings.answer(response, seen.chats, prompt);
    }
    seen.canaries += 1;
    if (settings.answerCanary) return settings.answerCanary(response, seen.canaries, prompt);
    sendJson(response, 200, reply(`Tweet: ${prompt}`));
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks).toString();
    if (settings.other?.(request.url ?? "", response, body)) return;
    if (request.url === "/v1/chat/completions") return answerChat(response, body);
    if (request.url !== "/v1/models") return sendJson(response, 404, { error: { message: "no such address" } });
    seen.lists += 1;
    sendJson(
      response,
      200,
      { object: "list", data: [{ id: "lab/model", owned_by: "polyphony-zoo", max_model_len: settings.contextLength ?? 2048 }] },
      headers(),
    );
  });
  await new Promise<void>((resolve) => server.listen(settings.port ?? 0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    seen,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
