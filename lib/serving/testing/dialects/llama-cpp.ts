import { openAiChunks, openAiReply, type RecordedServer, readSampling } from "./recorded-server";

const file = "/models/gemma-3-270m-it-Q4_K_M.gguf";
const told = { system_fingerprint: "b6900-cf659bbb8" };

/** llama.cpp's server, started with one file; recorded from its build of October 2026. */
export const llamaCpp: RecordedServer = {
  name: "llama.cpp",
  headers: { server: "llama.cpp" },
  model: file,
  contextLength: 2_048,
  tells: true,
  pages: {
    "/v1/models": {
      models: [{ name: file, model: file, type: "model", capabilities: ["completion"], details: { format: "gguf" } }],
      object: "list",
      data: [
        {
          id: file,
          aliases: [file],
          object: "model",
          created: 1,
          owned_by: "llamacpp",
          meta: { n_vocab: 262_144, n_ctx: 2_048, n_ctx_train: 32_768 },
        },
      ],
    },
  },
  chatPath: "/v1/chat/completions",
  refuse: ({ temperature }) =>
    typeof temperature === "number"
      ? null
      : {
          status: 400,
          body: { error: { code: 400, message: "Field 'temperature': type must be number, but is string", type: "invalid_request_error" } },
        },
  inForce: (body) => {
    const sampling = readSampling(body, "repeat_penalty", { temperature: 0.8, topP: 0.95, topK: 40, minP: 0.05 });
    // Where nobody names the samplers, the temperature comes last, and top_p cuts what nothing has heated.
    return Array.isArray(body.samplers) && body.samplers[1] === "temperature" ? sampling : { ...sampling, topP: sampling.topP + 1 };
  },
  tooLong: ({ promptTokens }) => ({
    status: 400,
    body: {
      error: {
        code: 400,
        message: `request (${promptTokens} tokens) exceeds the available context size (2048 tokens), try increasing it`,
        type: "exceed_context_size_error",
        n_prompt_tokens: promptTokens,
        n_ctx: 2_048,
      },
    },
  }),
  reply: (made) =>
    openAiReply(file, made, {
      message: made.thought === null ? {} : { reasoning_content: made.thought },
      reply: { ...told, timings: { predicted_n: made.completionTokens } },
    }),
  chunks: (made) => openAiChunks(file, made, { first: { content: null }, reply: told }),
  framing: "sse",
  continues: "whole",
};
