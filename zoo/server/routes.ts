import { chatAnswer, health, modelList, textAnswer } from "./answers";
import { ApiError } from "./api-error";
import { generate } from "./generate";
import { chatTokens } from "./prompt-tokens";
import { type ChatRequest, chatRequest, parseRequest, type TextRequest, textRequest } from "./schema";
import type { Zoo } from "./zoo";

/** What a route gives back is sent as JSON with status 200. */
interface Route {
  method: "GET" | "POST";
  answer(zoo: Zoo, body: string, signal: AbortSignal): unknown;
}

const routes: Readonly<Record<string, Route>> = {
  "/health": { method: "GET", answer: health },
  "/v1/models": { method: "GET", answer: modelList },
  "/v1/chat/completions": { method: "POST", answer: answerChat },
  "/v1/completions": { method: "POST", answer: answerText },
};

/** @throws ApiError for an unknown path or the wrong method. */
export function findRoute(method: string | undefined, path: string): Route {
  const route = Object.hasOwn(routes, path) ? routes[path] : undefined;
  if (!route) throw new ApiError("not_found", `There is nothing at ${path}. There are: ${Object.keys(routes).join(", ")}.`);
  if (method !== route.method) throw new ApiError("method_not_allowed", `${path} answers ${route.method} only.`);
  return route;
}

async function answerChat(zoo: Zoo, text: string, signal: AbortSignal): Promise<unknown> {
  const body = parseRequest(chatRequest, text);
  const hosted = await zoo.find(body.model);
  const prompt = chatTokens(hosted.model, hosted.marks, body.messages, body.continue_final_message);
  const alternatives = body.logprobs ? (body.top_logprobs ?? 0) : null;
  const maxTokens = body.max_completion_tokens ?? body.max_tokens ?? null;
  const made = await generate(hosted, { ...samplingOf(body), prompt, promptField: "messages", maxTokens, alternatives }, signal);
  zoo.requestsServed += 1;
  return chatAnswer(hosted, made, body.logprobs);
}

async function answerText(zoo: Zoo, text: string, signal: AbortSignal): Promise<unknown> {
  const body = parseRequest(textRequest, text);
  const hosted = await zoo.find(body.model);
  const prompt = hosted.model.tokenize(body.prompt, false);
  const alternatives = body.logprobs ?? null;
  const made = await generate(
    hosted,
    { ...samplingOf(body), prompt, promptField: "prompt", maxTokens: body.max_tokens, alternatives },
    signal,
  );
  zoo.requestsServed += 1;
  return textAnswer(hosted, made, alternatives !== null);
}

function samplingOf(body: ChatRequest | TextRequest) {
  return {
    temperature: body.temperature,
    topP: body.top_p,
    topK: Math.max(body.top_k, 0),
    seed: body.seed ?? null,
    stop: body.stop,
  };
}
