import { openAiChunks, openAiReply, type RecordedServer, readSampling } from "./recorded-server";

const model = "google/gemma-3-270m";

/** LM Studio 0.3. */
export const lmStudio: RecordedServer = {
  name: "LM Studio",
  headers: { "x-powered-by": "Express" },
  model,
  contextLength: 4_096,
  tells: true,
  pages: {
    "/v1/models": { object: "list", data: [{ id: model, object: "model", owned_by: "organization_owner" }] },
    "/api/v0/models": {
      object: "list",
      data: [{ id: model, object: "model", type: "llm", state: "loaded", max_context_length: 32_768, loaded_context_length: 4_096 }],
    },
  },
  chatPath: "/v1/chat/completions",
  refuse: () => null,
  inForce: (body) => readSampling(body, "repeat_penalty", { temperature: 0.8, topP: 0.95, topK: 40, minP: 0.05, repetition: 1.1 }),
  tooLong: ({ promptTokens }) => ({
    status: 400,
    body: {
      error: `Trying to keep the first ${promptTokens} tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens, which is not enough.`,
    },
  }),
  reply: (made) =>
    openAiReply(model, made, {
      message: made.thought === null ? {} : { reasoning_content: made.thought },
      reply: { system_fingerprint: model, stats: {} },
    }),
  chunks: (made) => openAiChunks(model, made, { reply: { system_fingerprint: model } }),
  framing: "sse",
  continues: null,
};
