import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { canaryPrompts } from "@/lib/serving/health/chat-canary";

const body = z.object({ model: z.string(), messages: z.array(z.object({ role: z.string(), content: z.string() })) });

export interface ModelServer {
  url: string;
  /** Requests that were answered completely, as "model prompt", in order; canaries are left out. */
  answered: string[];
  /** Requests that arrived. */
  received: string[];
  close(): Promise<void>;
}

/**
 * A small deterministic model server that speaks the OpenAI protocol: it answers "say 7" with "\box{7}",
 * after `latency`: milliseconds, or what each prompt waits for. To prompts with the word "silence" it says nothing.
 * @param says what it answers instead
 */
export async function startModelServer(
  models: readonly string[],
  latency: number | ((prompt: string) => Promise<unknown>) = 0,
  says: (model: string, prompt: string) => string = (_, prompt) => sayNumber(prompt),
): Promise<ModelServer> {
  const answered: string[] = [];
  const received: string[] = [];
  const server = createServer(async (request, response) => {
    const send = (status: number, value: unknown) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(value));
    };
    if (request.url?.endsWith("/v1/models")) return send(200, { object: "list", data: models.map((id) => ({ id, object: "model" })) });
    if (!request.url?.endsWith("/v1/chat/completions")) return send(404, { error: { message: "no such address" } });
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { model, messages } = body.parse(JSON.parse(Buffer.concat(chunks).toString()));
    const prompt = messages.at(-1)?.content ?? "";
    const isCanary = canaryPrompts.includes(prompt);
    if (!isCanary) received.push(`${model} ${prompt}`);
    await (typeof latency === "number" ? wait(latency) : latency(prompt));
    const content = says(model, prompt);
    if (response.destroyed) return;
    send(200, {
      id: "x",
      object: "chat.completion",
      model,
      choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
      usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 },
    });
    if (!isCanary) answered.push(`${model} ${prompt}`);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    answered,
    received,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function sayNumber(prompt: string): string {
  return prompt.includes("silence") ? "" : `\\box{${/say (\d+)/.exec(prompt)?.[1] ?? "?"}}`;
}
