import { z } from "zod";
import { type Made, type RecordedServer, readSampling, spelled } from "./recorded-server";

const options = z.looseObject({ options: z.looseObject({ num_predict: z.number().default(-1) }).prefault({}) });
const model = "gemma3:270m";

/** Ollama 0.13, in its own protocol. */
export const ollama: RecordedServer = {
  name: "Ollama",
  headers: {},
  model,
  contextLength: 4_096,
  tells: true,
  pages: {
    "/v1/models": { object: "list", data: [{ id: model, object: "model", created: 1, owned_by: "library" }] },
    "/api/version": { version: "0.13.5" },
    "/api/ps": { models: [{ name: model, model, size: 1, digest: "d", context_length: 4_096 }] },
  },
  chatPath: "/api/chat",
  refuse: () => null,
  inForce: (body) => {
    const told = options.parse(body).options;
    return {
      ...readSampling(told, "repeat_penalty", { temperature: 0.8, topP: 0.9, topK: 40, repetition: 1.1 }),
      maxTokens: told.num_predict,
    };
  },
  tooLong: () => ({ status: 400, body: { error: "the input length exceeds the context length" } }),
  reply: (made) => ({ ...part(made.text), ...(made.thought === null ? {} : thought(made.thought, made.text)), ...ending(made) }),
  chunks: (made) => [
    ...spelled(made.thought ?? "").map((word) => ({ ...part(""), ...thought(word, ""), done: false })),
    ...spelled(made.text).map((word) => ({ ...part(word), done: false })),
    { ...part(""), ...ending(made) },
  ],
  framing: "ndjson",
  continues: null,
};

function part(content: string) {
  return { model, created_at: "2026-11-30T00:00:00Z", message: { role: "assistant", content } };
}

function thought(thinking: string, content: string) {
  return { message: { role: "assistant", content, thinking } };
}

function ending({ isCut, promptTokens, completionTokens }: Made) {
  return {
    done: true,
    done_reason: isCut ? "length" : "stop",
    total_duration: 1,
    prompt_eval_count: promptTokens,
    eval_count: completionTokens,
  };
}
