import { randomUUID } from "node:crypto";
import type { LlamaModel } from "node-llama-cpp";
import type { GeneratedText } from "./generate";
import type { HostedModel } from "./hosted-model";
import type { SlotStep, TokenLogprob } from "./slot";
import type { Zoo } from "./zoo";

/** Says which arithmetic made a text. The portal keeps it beside the text. */
const FINGERPRINT = "polyphony-zoo-llama.cpp-f16";

function common(hosted: HostedModel, made: GeneratedText, prefix: string, object: string) {
  return {
    id: `${prefix}-${randomUUID()}`,
    object,
    created: Math.floor(Date.now() / 1000),
    model: hosted.entry.id,
    system_fingerprint: FINGERPRINT,
    usage: {
      prompt_tokens: made.promptTokens,
      completion_tokens: made.completionTokens,
      total_tokens: made.promptTokens + made.completionTokens,
    },
  };
}

/** Answer to `POST /v1/chat/completions`. */
export function chatAnswer(hosted: HostedModel, made: GeneratedText, withLogprobs: boolean) {
  const show = ({ token, logprob }: TokenLogprob) => ({ ...spell(hosted.model, token), logprob });
  const content = made.steps.map((step) => ({ ...show(step), top_logprobs: step.top.map(show) }));
  const message = { role: "assistant", content: made.text };
  return {
    ...common(hosted, made, "chatcmpl", "chat.completion"),
    choices: [{ index: 0, message, finish_reason: made.finishReason, logprobs: withLogprobs ? { content } : null }],
  };
}

/** Answer to `POST /v1/completions`. */
export function textAnswer(hosted: HostedModel, made: GeneratedText, withLogprobs: boolean) {
  const logprobs = withLogprobs ? listLogprobs(hosted.model, made.steps) : null;
  return {
    ...common(hosted, made, "cmpl", "text_completion"),
    choices: [{ index: 0, text: made.text, finish_reason: made.finishReason, logprobs }],
  };
}

function listLogprobs(model: LlamaModel, steps: readonly SlotStep[]) {
  const texts = steps.map((step) => spell(model, step.token).token);
  let offset = 0;
  return {
    tokens: texts,
    token_logprobs: steps.map((step) => step.logprob),
    top_logprobs: steps.map((step) => Object.fromEntries(step.top.map(({ token, logprob }) => [spell(model, token).token, logprob]))),
    text_offset: texts.map((text) => {
      const start = offset;
      offset += text.length;
      return start;
    }),
  };
}

/** A token as text, and its bytes where it is whole characters (half a character cannot be shown). */
function spell(model: LlamaModel, token: TokenLogprob["token"]): { token: string; bytes: number[] | null } {
  const text = model.detokenize([token], true);
  return { token: text, bytes: text.includes("\uFFFD") ? null : [...Buffer.from(text)] };
}

/** Answer to `GET /v1/models`. `max_model_len` is vLLM's word for the context length. */
export async function modelList(zoo: Zoo) {
  await zoo.refresh();
  const common = { object: "model", created: Math.floor(zoo.startedAt.getTime() / 1000), owned_by: "polyphony-zoo" };
  const data = [...zoo.models.values()].map(({ entry, contextLength, parameters }) => ({
    id: entry.id,
    ...common,
    max_model_len: contextLength,
    parameters,
    weights_sha256: entry.weightsSha256,
  }));
  // What a model that is not loaded can read is not known; its architecture is that of the others.
  const [shape] = zoo.models.values();
  const derived = (await zoo.derived()).map(({ id, weightsSha256 }) => ({
    id,
    ...common,
    max_model_len: shape?.contextLength,
    parameters: shape?.parameters,
    weights_sha256: weightsSha256,
  }));
  return { object: "list", data: [...data, ...derived] };
}

/** Answer to `GET /health`. */
export function health(zoo: Zoo) {
  const models = [...zoo.models.values()];
  return {
    status: "ok",
    nonce: zoo.nonce,
    started_at: zoo.startedAt.toISOString(),
    models_loaded: models.length,
    requests_served: zoo.requestsServed,
    requests_active: models.reduce((total, hosted) => total + hosted.active, 0),
    requests_waiting: models.reduce((total, hosted) => total + hosted.waiting, 0),
  };
}
