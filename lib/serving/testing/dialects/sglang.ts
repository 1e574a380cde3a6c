import { openAiChunks, openAiReply, type RecordedServer, readSampling } from "./recorded-server";

/** SGLang 0.5 with a reasoning parser and the sampling defaults of the model. */
export const sglang: RecordedServer = {
  name: "SGLang",
  headers: { server: "uvicorn" },
  model: "lab/model",
  contextLength: 2_048,
  tells: true,
  pages: {
    "/v1/models": {
      object: "list",
      data: [{ id: "lab/model", object: "model", created: 1, owned_by: "sglang", root: "lab/model", max_model_len: 2_048 }],
    },
  },
  chatPath: "/v1/chat/completions",
  refuse: ({ top_k }) =>
    top_k === 0
      ? {
          status: 400,
          body: {
            object: "error",
            message: "top_k must be -1 (disable) or at least 1, got 0.",
            type: "BadRequestError",
            param: null,
            code: 400,
          },
        }
      : null,
  inForce: (body) => readSampling(body, "repetition_penalty", { temperature: 0.6, topP: 0.95, topK: 20, repetition: 1.05 }),
  tooLong: ({ promptTokens }) => ({
    status: 400,
    body: {
      object: "error",
      message: `The input (${promptTokens} tokens) is longer than the model's context length (2048 tokens).`,
      type: "BadRequestError",
      param: null,
      code: 400,
    },
  }),
  reply: (made) =>
    openAiReply("lab/model", made, {
      message: { content: made.thought === null ? made.text : null, reasoning_content: made.thought },
      reply: { metadata: { weight_version: "default" } },
    }),
  chunks: (made) => openAiChunks("lab/model", made),
  framing: "sse",
  continues: "continuation",
};
