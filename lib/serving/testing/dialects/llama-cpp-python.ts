import { openAiChunks, openAiReply, type RecordedServer, readSampling } from "./recorded-server";

const file = "/models/gemma-3-270m-it-Q4_K_M.gguf";

/** The server of llama-cpp-python 0.3.36. It streams no counts, and tells nothing of its context. */
export const llamaCppPython: RecordedServer = {
  name: "llama-cpp-python",
  headers: { server: "uvicorn" },
  model: file,
  contextLength: 2_048,
  tells: false,
  pages: {
    "/v1/models": { object: "list", data: [{ id: file, object: "model", owned_by: "me", permissions: [] }] },
    "/openapi.json": {
      info: { title: "🦙 llama.cpp Python API", version: "0.3.36" },
      paths: { "/v1/chat/completions": {}, "/extras/tokenize": {} },
    },
  },
  chatPath: "/v1/chat/completions",
  refuse: ({ top_k }) =>
    typeof top_k === "number" && top_k < 0
      ? {
          status: 500,
          body: {
            error: {
              message: `[{'type': 'greater_than_equal', 'loc': ('body', 'top_k'), 'msg': 'Input should be greater than or equal to 0', 'input': ${top_k}}]`,
              type: "internal_server_error",
              param: null,
              code: null,
            },
          },
        }
      : null,
  inForce: (body) => readSampling(body, "repeat_penalty", { temperature: 0.8, topP: 0.95, topK: 40, minP: 0.05, repetition: 1.1 }),
  tooLong: ({ promptTokens, maxTokens }) => ({
    status: 400,
    body: {
      error: {
        message:
          `This model's maximum context length is 2048 tokens. However, you requested ${promptTokens + maxTokens} tokens ` +
          `(${promptTokens} in the messages, ${maxTokens} in the completion). Please reduce the length of the messages or completion.`,
        type: "invalid_request_error",
        param: "messages",
        code: "context_length_exceeded",
      },
    },
  }),
  reply: (made) => openAiReply(file, made, { message: made.thought === null ? {} : { content: `<think>${made.thought}` } }),
  chunks: (made) =>
    openAiChunks(file, made.thought === null ? made : { ...made, text: `<think>${made.thought}`, thought: null }, { last: "no-usage" }),
  framing: "sse",
  continues: null,
};
