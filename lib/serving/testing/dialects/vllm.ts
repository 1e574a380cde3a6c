import { openAiChunks, openAiReply, type RecordedServer, readSampling } from "./recorded-server";

/** What vLLM would take from a model's `generation_config.json`. */
const own = { temperature: 0.6, topP: 0.8, topK: 20, minP: 0.02, repetition: 1.05 };

/** vLLM 0.11 with a reasoning parser. */
export const vllm: RecordedServer = {
  name: "vLLM",
  headers: { server: "uvicorn" },
  model: "lab/model",
  contextLength: 2_048,
  tells: true,
  pages: {
    "/v1/models": {
      object: "list",
      data: [{ id: "lab/model", object: "model", created: 1, owned_by: "vllm", root: "lab/model", parent: null, max_model_len: 2_048 }],
    },
  },
  chatPath: "/v1/chat/completions",
  refuse: () => null,
  inForce: (body) => readSampling(body, "repetition_penalty", own),
  tooLong: ({ promptTokens, maxTokens }) => ({
    status: 400,
    body: {
      error: {
        message:
          `You passed ${promptTokens} input tokens and requested ${maxTokens} output tokens. However, the model's context length is only ` +
          "2048 tokens, resulting in a maximum input length of 2032 tokens. Please reduce the length of the input prompt.",
        type: "BadRequestError",
        param: null,
        code: 400,
      },
    },
  }),
  reply: (made) =>
    openAiReply("lab/model", made, {
      message: { content: made.thought === null ? made.text : null, reasoning: made.thought, refusal: null, tool_calls: [] },
      reply: { system_fingerprint: null, prompt_logprobs: null },
    }),
  chunks: (made) => openAiChunks("lab/model", made, { thoughtAs: "reasoning" }),
  framing: "sse",
  continues: "continuation",
};
